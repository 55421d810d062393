#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refuses what would tangle the floors of src/ (src/README.md draws them).

usage: floors.py SRC_DIR [STATIC_LIBRARY...]

Reads the #include lines of every file: includes point down only, never up or sideways; headers
do not include each other in a circle; no header is only there to include others; SDL and each
third-party library stay where they belong. Looks into the static libraries for variables that can
change and belong to nobody.
"""
import os
import re
import subprocess
import sys

LEVELS = {"base": 0, "i18n": 1, "text": 1, "content": 2, "install": 3, "layout": 3, "ui": 4, "platform": 5,
          "kiosk": 6, "tool": 6, "edit": 7}

# Who may know a library: whole floors, or single files where one is enough.
LIBRARIES = {
    r"SDL": ["platform/"],
    r"zlib\.h": ["platform/screen_png."],
    r"md4c\.h": ["content/"],
    r"yaml\.h": ["content/"],
    r"qrencode\.h": ["content/"],
    r"sodium": ["content/"],
    r"fribidi": ["text/"],
    r"uni(lbrk|case|norm|str|width|types)": ["text/", "tool/phrase."],
    r"libintl\.h": ["i18n/"],
    r"gettext-po\.h": ["i18n/po"],
}

# file: symbol, and why it may be. Nothing else in a library may change.
VARIABLES = {
    ("log.c", "program_name"): "the log sink: a line can be written from anywhere",
    ("po.c", "recorder"): "libgettextpo's error handlers take no user data; tool only",
    ("loop.c", "stop_asked"): "the only thing that the thread waiting for signals may set",
    ("loop.c", "signals"): "what that thread waits for; has to outlive the function that starts it",
    ("loop.c", "input"): "buffer of the one main loop, too large for the stack",
}

INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def read_sources(src):
    sources = {}
    for folder, _, names in os.walk(src):
        for name in names:
            if name.endswith((".c", ".h")):
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as file:
                    sources[os.path.relpath(path, src)] = COMMENT.sub("", file.read())
    return sources


def check_include(path, target, sources):
    floor = path.split("/")[0]
    below = target.split("/")[0]
    if target not in sources:
        return f"includes {target}, which is not in src/ (write floor/name.h)"
    if below != floor and LEVELS[below] >= LEVELS[floor]:
        way = "up" if LEVELS[below] > LEVELS[floor] else "sideways"
        return f"includes {target}: {way}, from {floor} to {below}"
    return None


def check_library(path, header):
    for pattern, homes in LIBRARIES.items():
        if re.match(pattern, header) and not any(path.startswith(home) for home in homes):
            return f"includes <{header}>, which belongs to {', '.join(homes)}"
    return None


def check_umbrella(path, text):
    code = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE).strip()
    if path.endswith(".h") and not code and "include" in text:
        return "is an umbrella: it declares nothing and only includes others"
    if os.path.basename(path) in ("common.h", "all.h", "utils.h", "misc.h"):
        return "has a name that invites everything"
    return None


def find_circles(graph):
    found, state = [], {}

    def visit(node, trail):
        if state.get(node) == "done":
            return
        if node in trail:
            found.append(" -> ".join(trail[trail.index(node):] + [node]))
            return
        for target in graph.get(node, []):
            visit(target, trail + [node])
        state[node] = "done"

    for node in sorted(graph):
        visit(node, [])
    return found


def check_sources(src):
    problems, headers, floors = [], {}, {}
    sources = read_sources(src)
    for path, text in sorted(sources.items()):
        floor = path.split("/")[0]
        if floor not in LEVELS:
            problems.append(f"{path}: is on no floor")
            continue
        problem = check_umbrella(path, text)
        problems += [f"{path}: {problem}"] if problem else []
        for own, system in INCLUDE.findall(text):
            problem = check_include(path, own, sources) if own else check_library(path, system)
            problems += [f"{path}: {problem}"] if problem else []
            if own in sources:
                floors.setdefault(floor, set()).add(own.split("/")[0])
                if path.endswith(".h"):
                    headers.setdefault(path, []).append(own)
    floors = {floor: sorted(to - {floor}) for floor, to in floors.items()}
    problems += [f"floors in a circle: {circle}" for circle in find_circles(floors)]
    problems += [f"headers in a circle: {circle}" for circle in find_circles(headers)]
    return problems, len(sources)


def changing_symbols(library):
    """(object file, symbol) of everything in .data, .bss and the like; not constant tables."""
    lines = subprocess.run(["nm", "-f", "sysv", library], capture_output=True, text=True,
                           check=True).stdout.splitlines()
    member = ""
    for line in lines:
        start = re.match(r"Symbols from .*\[(.*)\.o\]:", line)
        if start:
            member = start.group(1)
        fields = [field.strip() for field in line.split("|")]
        is_data = len(fields) == 7 and fields[2] in ("d", "D", "b", "B", "c", "C", "g", "G")
        if is_data and not fields[6].startswith((".data.rel.ro", ".rodata")):
            yield member, re.sub(r"\.\d+$", "", fields[0])


# What the sanitizers put beside our own symbols.
MACHINERY = re.compile(r"^(__odr_asan|__asan|__ubsan|__sancov|__start_|__stop_|\.L|__sanitizer|"
                       r"__gcov|__llvm|___asan)")


def check_libraries(libraries):
    problems, seen = [], set()
    for library in libraries:
        for member, symbol in changing_symbols(library):
            if MACHINERY.match(symbol):
                continue
            seen.add((member, symbol))
            if (member, symbol) not in VARIABLES:
                problems.append(f"{os.path.basename(library)}: {member}: '{symbol}' can change and "
                                "belongs to nobody (style 1: one state, owned by main)")
    for member, symbol in sorted(set(VARIABLES) - seen if libraries else []):
        problems.append(f"floors.py: {member}: '{symbol}' is excused but no longer there")
    return problems


def main(arguments):
    if not arguments:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    problems, count = check_sources(arguments[0])
    if count == 0:
        problems.append(f"{arguments[0]}: no sources found")
    problems += check_libraries(arguments[1:])
    for problem in problems:
        print(problem)
    print(f"{count} files, {len(arguments) - 1} libraries, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
