#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refuses what is too long to be read.

usage: style.py FOLDER...

Lines of at most 100 columns (scripts 120), a .c file of at most 600 lines, a header of at most 120, functions of
at most 100 lines, and the licence in the first line. Everything else is clang-format's and the
reader's.
"""
import os
import re
import sys

COLUMNS, SCRIPT_COLUMNS, C_LINES, H_LINES, FUNCTION_LINES = 100, 120, 600, 120, 100
SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
CODE = (".c", ".h")
SCRIPTS = (".py", ".sh", ".cmake", "CMakeLists.txt")


def check_functions(lines):
    """A function is what stands between braces in the first column."""
    start = None
    for number, line in enumerate(lines, 1):
        if line.startswith("{"):
            start = number
        elif line.startswith("}") and start is not None:
            if number - start - 1 > FUNCTION_LINES:
                name = re.match(r"[a-z0-9_]*", lines[start - 2]).group(0)
                yield start, f"the function {name} has {number - start - 1} lines"
            start = None


def check_file(path):
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    lines = lines[:-1] if lines and lines[-1] == "" else lines
    head = [line for line in lines[:2] if not line.startswith("#!")]
    if not head or SPDX not in head[0]:
        yield 1, f"does not begin with {SPDX}"
    for number, line in enumerate(lines, 1):
        if len(line) > (COLUMNS if path.endswith(CODE) else SCRIPT_COLUMNS):
            yield number, f"has {len(line)} columns"
        if line != line.rstrip():
            yield number, "ends in a blank"
    most = C_LINES if path.endswith(".c") else H_LINES if path.endswith(".h") else len(lines)
    if len(lines) > most:
        yield len(lines), f"the file has {len(lines)} lines, at most {most} are allowed"
    if path.endswith(CODE):
        yield from check_functions(lines)


def main(folders):
    problems, count = 0, 0
    for folder in folders:
        for base, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                if not name.endswith(CODE + SCRIPTS):
                    continue
                count += 1
                path = os.path.join(base, name)
                for number, text in check_file(path):
                    problems += 1
                    print(f"{path}:{number}: {text}")
    print(f"{count} files, {problems} problems")
    return 1 if problems or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
