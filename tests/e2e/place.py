# SPDX-License-Identifier: GPL-3.0-or-later
"""A kiosk's settings, its staff's keys, and packs that they and a stranger have signed."""
import os
import re
import shutil
import subprocess
import tempfile

BIN = os.environ.get('KYR_BIN', 'build/check/bin')
TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARE = os.path.join(os.path.dirname(os.path.abspath(BIN)), 'share/kyr-kiosk')
ALONE = ('--settings', '/nonexistent/settings', '--state', '/nonexistent/state')  # whatever this machine has of its own
PIN = '2580'
OTHER_NUMBER = '+12135550123'


def tool(*args):
    return subprocess.run([os.path.join(BIN, 'kyr-pack'), *args], stdout=subprocess.PIPE, text=True, check=True).stdout


def replace(path, before, after):
    with open(path, encoding='utf-8') as file:
        text = file.read()
    assert before in text, (path, before)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text.replace(before, after))


def cage_with(*program):
    """The command that shows a program, upside down where cage can do that: 0.2 has no -r."""
    usage = subprocess.run(['cage', '-h'], capture_output=True, text=True, check=False)
    turned = ('-r', '-r') if re.search(r'^ -r\b', usage.stdout + usage.stderr, re.M) else ()
    return [shutil.which('cage'), *turned, '--', *program]


class Place:
    """A kiosk's settings, three people's keys and packs: version 2 has other words, version 3 another number, version 4
    other keys: Ana leaves, the stranger comes."""

    def __init__(self):
        self.dir = tempfile.mkdtemp(prefix='kyr-place-')
        self.settings = self.path('settings')
        os.makedirs(os.path.join(self.settings, 'keys'))
        for name in ('ana', 'ben', 'stranger'):
            tool('keygen', '-o', self.path(name))
            if name != 'stranger':
                shutil.copy(self.path(name + '.pub'), os.path.join(self.settings, 'keys'))
        subprocess.run([os.path.join(BIN, 'kyr-kiosk'), '--set-pin', '--settings', self.settings],
                       input=PIN + '\n', text=True, stdout=subprocess.DEVNULL, check=True)
        self.source(1)
        self.source(2)
        self.source(3)
        replace(self.path('source3/hotlines.yaml'), '"+18886244752"', f'"{OTHER_NUMBER}"')
        self.source(4)
        with open(self.path('source4/keys.yaml'), 'w', encoding='utf-8') as file:
            file.write('keys:\n')
            for name in ('ben', 'stranger'):
                with open(self.path(name + '.pub'), encoding='ascii') as key:
                    file.write(f'  - name: {name}\n    key: {key.read().splitlines()[1]}\n')
        self.source(5)
        self.source(6)

    def path(self, name):
        return os.path.join(self.dir, name)

    def source(self, version):
        """A source tree that brings everything along."""
        top = self.path(f'source{version}')
        shutil.copytree(os.path.join(TOP, 'assets/pack'), top)
        shutil.copytree(os.path.join(TOP, 'seeds'), os.path.join(top, 'seeds'))
        shutil.copytree(os.path.join(SHARE, 'pack/locale'), os.path.join(top, 'locale'))
        if version > 1:
            replace(os.path.join(top, 'pack.yaml'), 'version: 1\n', f'version: {version}\n')
            replace(os.path.join(top, 'pack.yaml'), 'title: Know Your Rights', f'title: Your Rights {version}')

    def build(self, version, *people, to=None):
        name = to or self.path(f'v{version}-{"-".join(people)}.kyrpack')
        keys = [word for person in people for word in ('--key', self.path(person + '.key'))]
        tool('build', self.path(f'source{version}'), '-o', name, *keys)
        return name
