"""Follows the README's tour word by word: runs each `$ command` of its console
blocks and compares what it prints. A line `...` stands for any lines, a line
may be cut short of what varies, and white space at the ends does not count.

Usage: readme_tour.py PROJECT_ROOT REGISTRY QUERY FOLDER_OF_GRPCURL
"""

import os
import pathlib
import re
import subprocess
import sys


def steps(readme):
    for block in re.findall(r"^```console\n(.*?)^```", readme, re.M | re.S):
        for step in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, expected = step.partition("\n")
            yield command, [line.strip() for line in expected.splitlines()]


def mismatch(expected, actual):
    """The first expected line that does not follow, or None."""
    at, skipping = 0, False
    for line in expected:
        if line == "...":
            skipping = True
            continue
        while skipping and at < len(actual) and not actual[at].startswith(line):
            at += 1
        if at >= len(actual) or not actual[at].startswith(line):
            return line
        at, skipping = at + 1, False
    return None if skipping or at == len(actual) else f"end, before: {actual[at]}"


def main():
    root, registry, query, grpcurl = sys.argv[1:5]
    environment = dict(os.environ, COMITY_REGISTRY=registry, COMITY_QUERY=query,
                       PATH=f"{grpcurl}:{os.environ['PATH']}")
    count = 0
    for command, expected in steps((pathlib.Path(root) / "README.md").read_text()):
        run = command.replace("127.0.0.1:7400", registry).replace("127.0.0.1:7401", query)
        output = subprocess.run(run, shell=True, cwd=root, env=environment, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                timeout=60).stdout
        wrong = mismatch(expected, [line.strip() for line in output.splitlines()])
        if wrong is not None:
            sys.exit(f"README tour: {command}\nexpected: {wrong}\nprinted:\n{output}")
        count += 1
    if count < 7:
        sys.exit(f"README tour: only {count} commands found")
    print(f"ok: the {count} commands of the README's tour print what it says")


if __name__ == "__main__":
    main()
