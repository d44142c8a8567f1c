"""Times whole commands in turn, so that each meets the same weather; the first is what the others are compared with."""

import statistics
import subprocess
import sys
import time

ROUNDS = 40
commands = [command.split() for command in sys.argv[1:]]
times = [[] for _ in commands]
for _ in range(ROUNDS):
    for command, taken in zip(commands, times):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        taken.append(time.perf_counter() - start)
for command, taken in zip(commands, times):
    least, middle = min(taken), statistics.median(taken)
    ratio = middle / statistics.median(times[0])
    print(f"least {least * 1000:7.2f} ms  median {middle * 1000:7.2f} ms  {ratio:6.1f} times  {' '.join(command)}")
