#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command in every README and every --help is true.

usage: readme.py SOURCE_DIR BUILD_DIR TESTS_DIR WORK_DIR [PATTERN]
BUILD_DIR: a release build, first in PATH. TESTS_DIR: the build that has the tests. PATTERN: only checks whose name it
matches.

Fenced blocks of `sh` are run in order, in a copy of the sources, unless the text itself says why not: an HTML comment
before the block, "not run here: why" or "run with a display". Commands inside a sentence are not run, but their
program, options, files, labels and presets must exist; so must every file and heading that a link leads to.
"""
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time

SOURCE, BUILD, TESTS, WORK = sys.argv[1:5]
PATTERN = sys.argv[5] if len(sys.argv) > 5 else ''
TOP = os.path.join(WORK, 'kyr ñ & co')
BIN = os.path.join(BUILD, 'bin')
OURS = ('kyr-kiosk', 'kyr-pack', 'kyr-edit')
VALUES = {'pack': 'assets/pack', 'lang': 'es', 'window': '800x600', 'size': '800x600', 'scale': '150', 'theme': 'dark',
          'dpi': '100', 'distance': '800', 'idle': '90', 'today': '2026-11-28', 'edit': 'po/pack/es.po',
          'po': 'po/pack/es.po', 'page': 'card'}
LIVES_S = 3  # a kiosk that still runs after this is taken for shown
ENV = {**os.environ, 'PATH': BIN + ':' + os.environ['PATH'], 'LC_ALL': 'C.UTF-8'}
ENV.pop('DISPLAY', None)
ENV.pop('WAYLAND_DISPLAY', None)


class Wrong(Exception):
    pass


def expect(condition, text):
    if not condition:
        raise Wrong(text)


def run(command, code=0, **kwargs):
    done = subprocess.run(command, cwd=TOP, env=ENV, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors='replace', timeout=300, check=False, **kwargs)
    expect(done.returncode == code, f'{command}: exit {done.returncode}, not {code}:\n{done.stdout[-3000:]}')
    return done.stdout


# ---- What there is ------------------------------------------------------------------------------

def readmes():
    for where, folders, names in os.walk(TOP):
        folders[:] = sorted(name for name in folders if name not in ('build', '.git'))
        for name in sorted(names):
            if name == 'README.md' or (name.endswith('.md') and '.github' in where):
                yield os.path.relpath(os.path.join(where, name), TOP)


def read(name):
    with open(os.path.join(TOP, name), encoding='utf-8') as text:
        return text.read()


def blocks(text):
    """(line, language, what the comment before it says, content) of each fenced block."""
    found, inside, note = [], None, ''
    for number, line in enumerate(text.split('\n'), 1):
        if line.strip().startswith('```'):
            if inside is None:
                inside = (number, line.strip()[3:].strip(), note, [])
            else:
                found.append((*inside[:3], '\n'.join(inside[3])))
                inside, note = None, ''
        elif inside is not None:
            inside[3].append(line)
        elif line.strip():
            comment = re.fullmatch(r'<!-- (.*) -->', line.strip())
            note = comment.group(1) if comment else ''
    return found


def prose(text):
    return re.sub(r'^ *```.*?^ *```', '', text, flags=re.M | re.S)


def help_of(program, command=None):
    return run([os.path.join(BIN, program), *([command] if command else []), '--help'])


def options_in(text):
    return set(re.findall(r'(?<![\w-])--([a-z][a-z-]*)', text))


def commands():
    return re.findall(r'^(?:usage:)? +kyr-pack ([a-z]+) ', help_of('kyr-pack'), re.M)


# ---- The checks ---------------------------------------------------------------------------------

def check_links(name, text):
    for target in re.findall(r'\]\(([^)\s]+)\)', prose(text)):
        path, _, anchor = target.partition('#')
        if re.match(r'[a-z]+:', target):  # page:at-work, https://
            continue
        file = os.path.normpath(os.path.join(os.path.dirname(name), path)) if path else name
        expect(os.path.exists(os.path.join(TOP, file)), f'{name}: the link to {target} leads nowhere')
        if anchor:
            heads = [re.sub(r'[^\w -]', '', head.lower()).strip().replace(' ', '-')
                     for head in re.findall(r'^#+ (.*)$', read(file), re.M)]
            expect(anchor in heads, f'{name}: {file} has no heading #{anchor}, only {heads}')


def program_of(words):
    """(program, its own words): sudo and a folder before it do not matter."""
    words = [word for word in words if word != 'sudo' and not re.match(r'[A-Z_]+=', word)]
    return (os.path.basename(words[0]), words[1:]) if words else ('', [])


def allowed_options(program, words):
    if program == 'kyr-pack':
        known = options_in(help_of('kyr-pack')) | {'help', 'version'}
        command = next((word.rstrip(',') for word in words if not word.startswith('-')), None)
        if command in commands():
            return options_in(help_of('kyr-pack', command)) | {'help'}
        expect(command is None or command in ('COMMAND',), f'kyr-pack has no command {command}')
        return known
    if program in OURS:
        return options_in(help_of('kyr-kiosk'))
    if program == 'sh' and words and words[0].endswith('src/run.sh'):
        return options_in(help_of('kyr-kiosk')) | {'install', 'service', 'build-only'}
    if program == 'sh' and words:
        return options_in(read(words[0]))
    return None


def check_command(name, text):
    """A command in a sentence: program, options, script and label exist."""
    try:
        program, words = program_of(shlex.split(text))
    except ValueError:
        return
    if program == 'sh' and words:
        expect(os.path.exists(os.path.join(TOP, words[0])), f'{name}: there is no {words[0]}')
    if program not in (*OURS, 'sh'):
        return
    allowed = allowed_options(program, words)
    for option in options_in(text):
        expect(allowed is None or option in allowed, f'{name}: `{text}`: no option --{option}')
    for which, pattern in re.findall(r'tests/run\.sh -([LR]) (\S+)', text):
        expect(has_test(which, pattern), f'{name}: `{text}`: there is no such test')


def has_test(which, pattern):
    """Asked in a folder of its own, or the log of the ctest that runs this would be gone."""
    folder = os.path.join(WORK, 'ctest')
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, 'CTestTestfile.cmake'), 'w', encoding='utf-8') as file:
        file.write(f'subdirs([==[{os.path.abspath(TESTS)}]==])\n')
    return 'Total Tests: 0' not in run(['ctest', '--test-dir', folder, '-N', f'-{which}', pattern])


def check_labels(name, text):
    """The column "ctest label" of a table."""
    for row in re.findall(r'^\|(.*)\|$', text.partition('| ctest label |')[2].partition('\n\n')[0], re.M):
        for label in row.split('|')[1].replace(',', ' ').split():
            expect(re.fullmatch('-+', label) or has_test('L', label), f'{name}: no test has the label {label}')


def check_preset(name, text):
    with open(os.path.join(TOP, 'CMakePresets.json'), encoding='utf-8') as file:
        presets = [preset['name'] for preset in json.load(file)['configurePresets']]
    for preset in re.findall(r'cmake (?:--build )?--preset (\S+)', text):
        expect(preset in presets, f'{name}: `{text}`: there is no preset {preset}')


def check_path(name, text):
    """A name that begins with a folder of ours; <id>, NAME, * and build/ are not there to be found."""
    path = re.sub(r':\d+$', '', text)
    if re.fullmatch(r'(src|tests|po|assets|seeds)/[\w./-]+', path) and not re.search(r'\b[A-Z]{2,}\b', path):
        there = [os.path.join(TOP, folder, path) for folder in ('', os.path.dirname(name))]
        is_made = f' -o {path}\n' in read(name)
        expect(is_made or any(os.path.exists(file) for file in there), f'{name}: `{text}`: there is no such file')


def check_screen(name, text):
    known = read('assets/package/screen.sh')
    for word in re.findall(r'kyr-kiosk-screen ([a-z][\w-]*)', text):
        expect(re.search(rf'^{word}\)', known, re.M), f'{name}: `{text}`: kyr-kiosk-screen knows no {word}')


def check_copied(name, text):
    """Files of assets/system that a block copies."""
    for file in re.findall(r'^cp (\S+)', text, re.M):
        expect(os.path.exists(os.path.join(TOP, 'assets/system', file)), f'{name}: there is no {file} to copy')


def check_prose(name, text):
    ours = options_in(help_of('kyr-kiosk')) | options_in(help_of('kyr-pack'))
    for command in commands():
        ours |= options_in(help_of('kyr-pack', command))
    for code in re.findall(r'`([^`\n]+)`', prose(text)):
        if re.match(r'(sudo |\S*/)?(kyr-(kiosk|pack|edit)|sh) ', code):
            check_command(name, code)
        elif re.match(r'--[a-z]', code) and not name.startswith('tests/'):  # those have programs of their own
            for option in options_in(code):
                expect(option in ours | {'prefix', 'short', 'target'}, f'{name}: `{code}`: no program has --{option}')
        expect(not re.match(r'ctest -[LR]', code), f'{name}: `{code}`: ctest by itself finds no tests here')
        check_preset(name, code)
        check_screen(name, code)
        for word in code.split():
            check_path(name, word)
    check_labels(name, text)


def run_shown(name, command):
    """On a real X server, until it has shown itself; left as the README says, or killed if it is locked."""
    sys.path.insert(0, os.path.join(SOURCE, 'tests/e2e'))
    from harness import KEYS, Server  # noqa: it looks at the environment when it is read
    server = Server()
    try:
        with open(os.path.join(WORK, 'shown.log'), 'w+', encoding='utf-8') as log, \
                subprocess.Popen(['sh', '-c', command], cwd=TOP, env={**ENV, 'DISPLAY': server.display},
                                 stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True) as process:
            deadline = time.time() + 120
            while server.screen.picture().n_colors() < 3 and process.poll() is None and time.time() < deadline:
                time.sleep(0.2)
            time.sleep(LIVES_S)
            log.seek(0)
            expect(process.poll() is None, f'{name}: {command}: ended with {process.poll()}: {log.read()}')
            expect(server.screen.picture().n_colors() >= 3, f'{name}: {command}: nothing is shown')
            if '--kiosk' not in command:
                for _ in range(2):
                    server.hand.tell(f'key {KEYS["escape"]} down')
                    time.sleep(0.05)
                    server.hand.tell(f'key {KEYS["escape"]} up')
                    time.sleep(0.1)
                try:
                    expect(process.wait(10) == 0, f'{name}: {command}: Esc twice ends with {process.returncode}')
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    raise Wrong(f'{name}: {command}: Esc twice does not leave it') from None
            else:
                os.killpg(process.pid, signal.SIGTERM)
    finally:
        server.close()


def check_blocks(name, text):
    for line, language, note, content in blocks(text):
        where = f'{name}:{line}'
        if language != 'sh':
            ours = re.search(r'^\s*(sudo |\S*/)?(kyr-(kiosk|pack|edit)|sh|cmake|ctest|ninja)( |$)', content, re.M)
            expect(not ours, f'{where}: a command in a block that is not of `sh`, so nobody runs it')
            continue
        check_preset(where, content)
        check_screen(where, content)
        check_copied(where, content)
        for command in content.split('\n'):
            check_command(where, command.partition('#')[0].strip())
        if note.startswith('not run here: '):
            print(f'    {where}: {note}')
        elif note == 'run with a display':
            if shutil.which('Xorg') is None:
                print(f'    {where}: skipped, there is no Xorg')
            else:
                run_shown(where, content)
        else:
            run(['sh', '-e', '-c', content])


def check_help(program, command=None):
    """Every option that a help text names is taken."""
    text = help_of(program, command)
    for option in sorted(options_in(text) - {'help', 'version'}):
        line = re.search(rf'^  --{option}\b ?([A-Z]\S*)?', text, re.M)
        value = [VALUES.get(option, 'x')] if line and line.group(1) else []
        run([os.path.join(BIN, program), *([command] if command else []), f'--{option}', *value, '--help'])
    if command is None:
        return
    for option in ('po', 'installed', 'size'):
        if option not in options_in(text):
            said = run([os.path.join(BIN, program), command, f'--{option}', VALUES.get(option, 'x')], code=2)
            expect(len(said.splitlines()) == 1 and f'takes no --{option}' in said, said)


def check_examples():
    """In the order of the table; ben signs too."""
    os.makedirs(os.path.join(TOP, 'build'), exist_ok=True)
    run(['kyr-pack', 'keygen', '-o', 'build/ben'])
    for command in sorted(commands(), key=lambda name: {'keygen': 0, 'build': 1}.get(name, 2)):
        example = re.search(r'^example: (.*)$', help_of('kyr-pack', command), re.M)
        expect(example and example.group(1).startswith(f'kyr-pack {command} '), f'{command} has no example')
        code = 1 if command == 'verify' else 0  # one signature, nothing installed: it says what is missing
        try:
            run(example.group(1), shell=True)
        except Wrong:
            run(example.group(1), shell=True, code=code)


def check_man_pages():
    for program in OURS:
        page = read(f'assets/package/{program}.1').replace('\\-', '-')
        page = re.sub(r'\\f[A-Z]', '', page)
        wanted = options_in(help_of(program)) if program != 'kyr-edit' else {'edit'}
        for command in commands() if program == 'kyr-pack' else ():
            wanted |= options_in(help_of(program, command))
            expect(f'.B {command}\n' in page, f'{program}.1 does not name {command}')
        missing = wanted - options_in(page)
        expect(not missing, f'{program}.1 does not name {missing}')


def check_usage():
    expect('usage: kyr-pack' in run(['kyr-pack'], code=2), 'kyr-pack alone')
    run(['kyr-pack', 'nonsense'], code=2)
    run(['kyr-pack', 'help', 'nonsense'], code=2)
    expect(run(['kyr-pack', 'help']) == run(['kyr-pack', '-h']) == help_of('kyr-pack'), 'kyr-pack help')
    for command in commands():
        expect(run(['kyr-pack', 'help', command]) == run(['kyr-pack', command, '-h']) == help_of('kyr-pack', command),
               f'kyr-pack help {command}')
    for program in OURS:
        expect(re.fullmatch(rf'{program} \d+\.\d+\.\d+\n', run([program, '--version'])), program)


def check_pictures():
    """Without what it needs: one plain line."""
    done = subprocess.run(['/bin/sh', 'po/pictures/make.sh', 'build/release'], cwd=TOP, env={'PATH': '/nonexistent'},
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    expect(done.returncode == 3 and len(done.stdout.splitlines()) == 1 and 'package' in done.stdout, done.stdout)


def check_full_disk():
    """What does not fit is no success: half a list of facts would pass for a whole one."""
    for words in ('--help', 'check --help', 'facts assets/pack', 'words assets/pack',
                  'dump doc assets/pack --page card'):
        said = run(f'kyr-pack {words} >/dev/full', code=3, shell=True)
        expect(len(said.splitlines()) == 1, f'{words}: {said}')


def check_fresh():
    text = read('tests/fresh.sh')
    expect('command_of_readme 1' in text and 'command_of_readme 2' in text, 'tests/fresh.sh runs something else')
    top = [content for _, language, _, content in blocks(read('README.md')) if language == 'sh'][:2]
    expect(top == ['sh src/run.sh', 'sh tests/run.sh'], f'the two commands at the top are {top}')


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree(SOURCE, TOP, ignore=shutil.ignore_patterns('build', '.git', '__pycache__'))
    os.makedirs(os.path.join(TOP, 'build'))
    os.symlink(os.path.abspath(BUILD), os.path.join(TOP, 'build/release'))
    checks = [('usage', check_usage), ('full disk', check_full_disk), ('examples', check_examples),
              ('man pages', check_man_pages),
              ('fresh', check_fresh), ('pictures', check_pictures)]
    checks += [(f'--help of {program}', lambda program=program: check_help(program)) for program in ('kyr-kiosk',)]
    checks += [(f'kyr-pack {command} --help', lambda command=command: check_help('kyr-pack', command))
               for command in commands()]
    for name in readmes():
        for what in (check_links, check_blocks, check_prose):
            checks.append((f'{name}: {what.__name__[6:]}', lambda name=name, what=what: what(name, read(name))))
    checks = [check for check in checks if re.search(PATTERN, check[0])]
    n_failed = 0
    for name, check in checks:
        try:
            check()
            print(f'ok {name}')
        except (Wrong, OSError, ValueError, subprocess.TimeoutExpired) as error:
            n_failed += 1
            print(f'not ok {name}: {type(error).__name__}: {error}')
    print(f'{len(checks) - n_failed} passed, {n_failed} failed')
    sys.exit(1 if n_failed else 0)


main()
