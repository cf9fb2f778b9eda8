"""Runs one command and says what it took: `launch.py LOG COMMAND...` prints an object of JSON.

A process of its own, because the system counts the memory of whoever starts a command towards the
command's peak: this one is small.
"""
import json
import os
import sys
import time


def main():
    log, *command = sys.argv[1:]
    to_log = [(os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), (os.POSIX_SPAWN_DUP2, 1, 2)]
    began = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=to_log)
    # The usage of the process and of every process that it has waited for.
    _, status, used = os.wait4(process, 0)
    took = time.perf_counter() - began
    print(json.dumps({"code": os.waitstatus_to_exitcode(status), "wall": took, "cpu": used.ru_utime + used.ru_stime,
                      "peak": used.ru_maxrss * 1024}))


if __name__ == "__main__":
    main()
