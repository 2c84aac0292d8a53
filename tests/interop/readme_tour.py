"""Follows the READMEs' tours word by word: runs each `$ command` of their console
blocks and compares what it prints. A line `...` stands for any lines, a line may be cut
short of what varies, and white space at the ends does not count.

Usage: readme_tour.py PROJECT_ROOT REGISTRY QUERY FOLDERS_OF_PROGRAMS
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile


def steps(readme):
    for block in re.findall(r"^```console\n(.*?)^```", readme, re.M | re.S):
        for step in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, expected = step.partition("\n")
            yield command, [line.strip() for line in expected.splitlines()]


def matches(expected, actual):
    """Whether the lines printed are the lines expected."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "..." else re.escape(line) + r".*\n"
        for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in actual)) is not None


TOURS = ("README.md", "query-service/TOUR.md", "registry-service/README.md")
COMMANDS_MIN = 29


def main():
    root, registry, query, programs = sys.argv[1:5]
    environment = dict(os.environ, COMITY_REGISTRY=registry, COMITY_QUERY=query,
                       PATH=f"{programs}:{os.environ['PATH']}")
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for tour in TOURS:
            for command, expected in steps((pathlib.Path(root) / tour).read_text()):
                run = command.replace("127.0.0.1:7400", registry)
                run = run.replace("127.0.0.1:7401", query)
                output = subprocess.run(run, shell=True, cwd=folder, env=environment,
                                        text=True, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, timeout=60).stdout
                if not matches(expected, [line.strip() for line in output.splitlines()]):
                    sys.exit(f"{tour}: this printed something else:\n{command}\n{output}")
                count += 1
    if count < COMMANDS_MIN:
        sys.exit(f"only {count} commands found in {', '.join(TOURS)}")
    print(f"ok: the {count} commands of the tours print what they say")


if __name__ == "__main__":
    main()
