"""Lets LibreOffice accept, and reject, every change of redlines for Word, and compares what is left with the documents that
they were made from.

Arguments: the folder of a LibreOffice profile, then for each redline the redline, the original and the amended document.
Run with the Python that Debian's `python3-uno` is for.
"""

import difflib
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    sys.exit("LibreOffice does not answer")


class Office:
    def __init__(self, context):
        self.dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def words(self, path, command=None):
        """The words of a document once a command was carried out, and how many changes it has left."""
        document = self.desktop.loadComponentFromURL(uno.systemPathToFileUrl(os.path.abspath(path)), "_blank", 0, properties(Hidden=True))
        changes = document.Redlines.createEnumeration()
        count = 0
        while changes.hasMoreElements():
            changes.nextElement()
            count += 1
        if command:
            self.dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" + command, "", 0, ())
            if document.Redlines.createEnumeration().hasMoreElements():
                print(f"{path}: changes are left")
        with tempfile.TemporaryDirectory() as folder:
            text = os.path.join(folder, "text.txt")
            document.storeToURL(uno.systemPathToFileUrl(text), properties(FilterName="Text (encoded)", FilterOptions="UTF8"))
            words = open(text, encoding="utf-8-sig").read().replace("_", " ").split()
        document.close(True)
        return words, count


def main(profile, *paths):
    pipe = f"engross{os.getpid()}"
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    status = 0
    try:
        office = Office(connect(pipe))
        for redline, original, amended in zip(paths[::3], paths[1::3], paths[2::3]):
            for command, other in [("AcceptAllTrackedChanges", amended), ("RejectAllTrackedChanges", original)]:
                found, changes = office.words(redline, command)
                wanted, _ = office.words(other)
                if found == wanted and changes:
                    print(f"{redline}: {changes} changes, {command} gives {other}")
                else:
                    status = 1
                    print(f"{redline}: {changes} changes, {command} does not give {other}")
                    for line in difflib.unified_diff(wanted, found, other, redline, lineterm="", n=3):
                        print("  " + line)
        office.desktop.terminate()
    finally:
        process.wait(30)
    return status


sys.exit(main(*sys.argv[1:]))
