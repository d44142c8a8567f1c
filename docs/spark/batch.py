"""Renders lines of JSON with `engross batch`, as many at once as Spark has cores.

spark-submit batch.py ENGROSS SOURCE TARGET [MASTER]
"""

import shlex
import sys

from pyspark.sql import SparkSession

engross, source, target = sys.argv[1:4]
master = sys.argv[4] if len(sys.argv) > 4 else "local[*]"
session = SparkSession.builder.master(master).appName("engross")
spark = session.config("spark.ui.enabled", "false").getOrCreate()

# One process for each partition, on one core. Its status is 1 where filings have errors, which their lines say; with any
# other the task has failed, and Spark tries it again.
command = f"{shlex.quote(engross)} batch --jobs 1 || [ $? = 1 ]"
lines = spark.sparkContext.textFile(source, minPartitions=4 * spark.sparkContext.defaultParallelism)
lines.pipe(f"sh -c {shlex.quote(command)}", checkCode=True).saveAsTextFile(target)
spark.stop()
