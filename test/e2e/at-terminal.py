"""Runs a command at a terminal of its own, answers what it asks, and prints what came of it as JSON.

The argument is JSON: command, cwd, columns, environment, and talk, a list of [text to wait for, keys to send].
A command that does not get on for 60 seconds is ended, and so is one that asks more than the talk answers.
"""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

given = json.loads(sys.argv[1])
process, terminal = pty.fork()
if process == 0:
    os.chdir(given["cwd"])
    os.execvpe(given["command"][0], given["command"], {**os.environ, **given["environment"]})
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, given["columns"], 0, 0))

output = b""
seen = 0
talk = [(wait.encode(), keys.encode()) for wait, keys in given["talk"]]
deadline = time.monotonic() + 60
while time.monotonic() < deadline:
    if talk and (found := output.find(talk[0][0], seen)) >= 0:
        seen = found + len(talk[0][0])
        os.write(terminal, talk.pop(0)[1])
        continue
    if not select.select([terminal], [], [], 0.2)[0]:
        continue
    try:
        part = os.read(terminal, 65536)
    except OSError:
        break
    if not part:
        break
    output += part
else:
    os.kill(process, signal.SIGKILL)
_, status = os.waitpid(process, 0)
print(json.dumps({"output": output.decode("utf-8", "replace"), "code": os.waitstatus_to_exitcode(status), "unanswered": len(talk)}))
