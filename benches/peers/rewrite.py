"""Writes the files of a folder anew, from memory, with two processes: `rewrite.py FROM TO` prints an object of JSON.

All files are read first. What is timed is the making of the folders and the opening, writing and closing of the
files, nothing else. Processes stand for threads, as threads of Python take turns.
"""
import gc
import json
import os
import sys
import time

WRITERS = 2


def read(source):
    """The folders below a folder, and each file with its bytes, by folder."""
    folders, files = [], []
    for at, below, names in os.walk(source):
        below.sort()
        folder = os.path.relpath(at, source)
        folders.append(folder)
        held = []
        for name in sorted(names):
            with open(os.path.join(at, name), "rb") as file:
                held.append((name, file.read()))
        files.append(held)
    return folders, files


def share(folders, files, target, number):
    """The folders that one writer fills, as whole paths that are ready to be used."""
    paths = [os.path.normpath(os.path.join(target, folder)) for folder in folders]
    return [(path, [(os.path.join(path, name), data) for name, data in held])
            for path, held in list(zip(paths, files))[number::WRITERS]]


def write(work):
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    for path, held in work:
        os.makedirs(path, exist_ok=True)
        for name, data in held:
            descriptor = os.open(name, flags, 0o644)
            left = memoryview(data)
            while left:
                left = left[os.write(descriptor, left):]
            os.close(descriptor)


def writer(work, start, done):
    """One writer: waits for the start, writes, and tells when it was done and the processor time that it took."""
    os.write(done, b"r")
    os.read(start, 1)
    before = time.process_time()
    write(work)
    os.write(done, json.dumps([time.perf_counter(), time.process_time() - before]).encode())


def main():
    source, target = sys.argv[1:]
    folders, files = read(source)
    os.mkdir(target)
    gc.disable()
    start, go = os.pipe()
    told = []
    for number in range(WRITERS):
        work = share(folders, files, target, number)
        back, done = os.pipe()
        process = os.fork()
        if process == 0:
            try:
                writer(work, start, done)
            except OSError as error:
                print(f"rewrite: {error}", file=sys.stderr)
                os._exit(3)
            os._exit(0)
        os.close(done)
        told.append((process, back))
    for _, back in told:
        os.read(back, 1)
    began = time.perf_counter()
    os.write(go, b"g" * WRITERS)
    ends = [os.read(back, 1000) for _, back in told]
    codes = [os.waitpid(process, 0)[1] for process, _ in told]
    if any(codes):
        return 1
    ends = [json.loads(end) for end in ends]
    print(json.dumps({"code": 0, "wall": max(end for end, _ in ends) - began, "cpu": sum(used for _, used in ends)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
