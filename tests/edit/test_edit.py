# SPDX-License-Identifier: GPL-3.0-or-later
"""kyr-kiosk --edit as a translator meets it: save in any way, see it, be told what is wrong."""
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'e2e'))
import harness  # noqa: E402
from harness import BIN, OUT, ScreenTest, main, wait_until  # noqa: E402

SOURCE = os.environ.get('KYR_SOURCE', '.')
KIOSK = os.path.join(BIN, 'kyr-kiosk')
WINDOW = ('--window', '1600x900')
LIMIT_MS = 200
SENTENCE = 'Quédese adentro. Deje la puerta **cerrada y con seguro**.'
harness.KEYS.update({'b': 56, 'i': 31, 'n': 57, 'z': 52, 'up': 111, 'down': 116})


def read(path):
    with open(path, encoding='utf-8') as text:
        return text.read()


def save_by_rename(path, data):
    with open(path + '.new', 'wb') as out:
        out.write(data)
    os.rename(path + '.new', path)


def save_in_place(path, data):
    with open(path, 'wb') as out:
        out.write(data)


def save_in_pieces(path, data):
    """As an editor on a slow disk: a file that does not parse for a while."""
    with open(path, 'wb') as out:
        for i in range(0, len(data), max(len(data) // 5, 1)):
            out.write(data[i:i + max(len(data) // 5, 1)])
            out.flush()
            time.sleep(0.02)


def save_after_deleting(path, data):
    os.unlink(path)
    save_in_place(path, data)


WAYS = (save_by_rename, save_in_place, save_in_pieces, save_after_deleting)


class EditTest(ScreenTest):
    def edit(self, *options, domain='pack', text=None):
        """A copy of the Spanish file in the folders of the source, and the kiosk on it."""
        folder = tempfile.mkdtemp(prefix='kyr-edit-')
        self.addCleanup(shutil.rmtree, folder)
        shutil.copytree(os.path.join(SOURCE, 'po'), os.path.join(folder, 'po'))
        self.path = os.path.join(folder, 'po', domain, 'es.po')
        self.text = read(self.path) if text is None else text
        if text is not None:
            save_in_place(self.path, text.encode())
        kiosk = self.start('--edit', self.path, *WINDOW, *options)
        kiosk.settle()
        window = wait_until(lambda: self.screen.window(harness.WINDOW_TITLE), 5, 'the window')
        self.screen.place_window(window, 0, 0, 1600, 900)
        kiosk.settle()
        self.hand.tap(1500, 700)  # the side strip: gives the window the keyboard, does nothing
        kiosk.settle()
        return kiosk

    def line_of(self, msgstr, text=None):
        """Of the msgid or msgctxt of an entry."""
        lines = (text or self.text).split('\n')
        at = lines.index(f'msgstr "{msgstr}"')
        while lines[at - 1].startswith('msg') or lines[at - 1].startswith('"'):
            at -= 1
        return at + 1

    def go_to_sentence(self, kiosk):
        kiosk.go('at-my-door')
        kiosk.settle()

    def save(self, text, way=save_by_rename):
        way(self.path, text if isinstance(text, bytes) else text.encode())


class Saves(EditTest):
    def test_every_way_over_and_over(self):
        kiosk = self.edit()
        self.go_to_sentence(kiosk)
        place = kiosk.page()
        shown = self.screen.picture((0, 0, 1000, 800))
        for i in range(12):
            way = WAYS[i % len(WAYS)]
            self.save(self.text.replace(SENTENCE, f'Quédese adentro {i}.{i} **ya**.'), way)
            kiosk.expect('reload')
            kiosk.settle(0.2)
            self.assertEqual(kiosk.page().text.split()[2:], place.text.split()[2:], way.__name__)
            now = self.screen.picture((0, 0, 1000, 800))
            self.assertGreater(now.share_that_differs(shown), 0.0002, f'{way.__name__} {i}')
            shown = now
        self.assertFalse([line for line in kiosk.lines if line.what == 'reload-failed'])
        self.save(self.text)
        kiosk.expect('reload')

    def test_the_screen_stays_when_pages_move(self):
        """A sentence ten times as long moves what follows, not the translator."""
        kiosk = self.edit()
        kiosk.go('at-my-door')
        kiosk.hand.key('page-down')
        kiosk.settle()
        self.hand.key('down')
        kiosk.settle()
        at = [line for line in kiosk.lines if line.what == 'message'][-1]['line']
        self.save(self.text.replace(SENTENCE, ' '.join(['Quédese adentro.'] * 40) + ' **ya**.'))
        kiosk.expect('reload')
        kiosk.settle()
        self.assertEqual(kiosk.page()['id'], 'at-my-door')
        self.assertGreater(int(kiosk.page()['n']), 1)
        self.assertEqual([line for line in kiosk.lines if line.what == 'message'][-1]['line'], at)

    def test_words_of_the_program(self):
        kiosk = self.edit(domain='ui')
        shown = self.screen.picture((0, 0, 1600, 900))
        self.save(self.text.replace('msgstr "Ocultar"', 'msgstr "Esconder"'))
        kiosk.expect('reload')
        kiosk.settle()
        self.assertGreater(self.screen.picture((0, 0, 1600, 900)).share_that_differs(shown), 0.0005)

    def test_sleeps_while_nothing_happens(self):
        kiosk = self.edit()
        def ticks():
            fields = read(f'/proc/{kiosk.process.pid}/stat').rsplit(')', 1)[1].split()
            return int(fields[11]) + int(fields[12])
        before = ticks()
        time.sleep(2)
        self.assertLessEqual(ticks() - before, 1)


class Mistakes(EditTest):
    def test_broken_saves_keep_the_last_good_text(self):
        kiosk = self.edit()
        self.go_to_sentence(kiosk)
        line = self.line_of(SENTENCE)
        head = self.text.index('\n\n')
        plural = next(i for i, text in enumerate(self.text.split('\n')) if 'Plural-Forms' in text)
        self.assertGreater(plural, 0)
        cases = {
            f'es.po:{line + 1}: ': self.text.replace(f'"{SENTENCE}"', f'"{SENTENCE}'),
            f'es.po:{line}: ': self.text.replace('msgid "Stay inside.', 'msgid "\udcff', 1).encode(
                'utf-8', 'surrogateescape'),
            f'es.po:{self.text[:head].count(chr(10)) + 3}: ':
                self.text[:head] + '\n\n<<<<<<< HEAD\n' + self.text[head:],
            'es.po:3: the header': self.text.replace('plural=n != 1', 'plural=n/0'),
            'es.po:3: the header has a number': self.text.replace('nplurals=2', 'nplurals=4000000000'),
            'es.po:13: the header says charset': self.text.replace('charset=UTF-8', 'charset=CP1252'),
            'es.po: the file is larger': self.text + '\n' * (50 << 20),
            'es.po: the file has no header': '',
        }
        good = self.screen.picture((0, 0, 1100, 800))
        bottom = self.screen.picture((0, 860, 1100, 30))
        for words, text in cases.items():
            self.save(text)
            told = kiosk.expect('reload-failed', timeout_s=5)
            self.assertTrue(told.text.split(' ', 2)[2].startswith(words), f'{words!r}: {told.text}')
            kiosk.settle(0.15)
            self.assertEqual(self.screen.picture((0, 0, 1100, 800)).rgb, good.rgb, words)
            self.assertNotEqual(self.screen.picture((0, 860, 1100, 30)).rgb, bottom.rgb, words)
        self.screen.picture().save(os.path.join(OUT, 'broken.png'))
        self.save(self.text)
        kiosk.expect('reload')
        kiosk.settle()
        self.assertEqual(self.screen.picture((0, 860, 1100, 30)).rgb, bottom.rgb)

    def test_twice_the_same_message(self):
        kiosk = self.edit()
        self.save(self.text + '\n\nmsgctxt "title"\nmsgid "At my door now"\nmsgstr "Dos"\n')
        line = self.text.count('\n') + 3  # of its msgctxt or msgid
        told = kiosk.expect('reload-failed')
        self.assertRegex(told.text, f'es.po:({line}|{line + 1}): duplicate')

    def test_one_bad_message_keeps_its_text(self):
        kiosk = self.edit()
        self.go_to_sentence(kiosk)
        good = self.screen.picture((0, 0, 1100, 800))
        for msgstr in ('Llame al 213-555-0123. **Ya**.', 'Quédese \u202e adentro. **Ya**.',
                       'Quédese **adentro.'):
            self.save(self.text.replace(SENTENCE, msgstr))
            told = kiosk.expect('reload')
            self.assertEqual(told['findings'], '1', msgstr)
            kiosk.settle(0.15)
            self.assertEqual(self.screen.picture((0, 0, 1100, 800)).rgb, good.rgb, msgstr)

    def test_returns_and_a_mark_are_forgiven(self):
        kiosk = self.edit()
        text = self.text.replace(SENTENCE, 'Otra **frase**.').replace('\n', '\r\n')
        self.save(b'\xef\xbb\xbf' + text.encode())
        kiosk.expect('reload')

    def test_broken_from_the_start(self):
        good = read(os.path.join(SOURCE, 'po', 'pack', 'es.po'))
        kiosk = self.edit(text='msgid "\n' + good)
        self.save(good)
        kiosk.expect('reload')


class Keys(EditTest):
    def message(self, kiosk):
        kiosk.settle(0.15)
        return int([line for line in kiosk.lines if line.what == 'message'][-1]['line'])

    def test_walks_to_what_is_left_to_do(self):
        text = read(os.path.join(SOURCE, 'po', 'pack', 'es.po'))
        lines = text.split('\n')
        entries = [i for i, line in enumerate(lines)
                   if i > 100 and line.startswith('msgstr "') and line != 'msgstr ""']
        left, fuzzy, bad = entries[50], entries[120], entries[200]
        lines[left] = 'msgstr ""'
        while lines[left + 1] != '':
            del lines[left + 1]
            fuzzy, bad = fuzzy - 1, bad - 1
        lines[bad] = lines[bad][:-1] + '  x"'
        at = fuzzy
        while lines[at - 1].startswith('msg') or lines[at - 1].startswith('"'):
            at -= 1
        lines.insert(at, '#, fuzzy')
        kiosk = self.edit(text='\n'.join(lines))
        seen = {}
        for key in 'nzi':
            self.hand.key(key)
            seen[key] = self.message(kiosk)
            self.assertNotIn(kiosk.page()['id'], ('home', 'attract'), key)
            self.screen.picture().save(os.path.join(OUT, f'key-{key}.png'))
        self.assertEqual(lines[seen['z'] - 2], '#, fuzzy')
        self.assertLess(seen['n'], seen['z'])
        self.assertLess(seen['z'], seen['i'])

    def test_up_and_down_walk_the_screen(self):
        kiosk = self.edit()
        self.go_to_sentence(kiosk)
        first = self.message(kiosk)
        self.hand.key('down')
        self.assertGreater(self.message(kiosk), first)
        self.hand.key('up')
        self.assertEqual(self.message(kiosk), first)
        for _ in range(12):
            self.hand.key('down')
        kiosk.settle()
        self.assertGreater(int(kiosk.page()['n']), 1, 'past the last one to the next screen')

    def test_side_by_side(self):
        kiosk = self.edit()
        self.go_to_sentence(kiosk)
        alone = self.screen.picture((0, 0, 1600, 900))
        self.hand.key('b')
        kiosk.settle()
        both = self.screen.picture((0, 0, 1600, 900))
        both.save(os.path.join(OUT, 'side-by-side.png'))
        self.assertGreater(both.share_that_differs(alone), 0.05)
        self.assertEqual(kiosk.page()['id'], 'at-my-door')
        self.hand.key('b')
        kiosk.settle()
        self.assertEqual(self.screen.picture((0, 0, 1600, 900)).rgb, alone.rgb)


class Refusals(EditTest):
    def refused(self, *options):
        return subprocess.run([KIOSK, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True, env={**os.environ, 'DISPLAY': self.server.display},
                              timeout=20, check=False)

    def test_in_a_kiosk(self):
        done = self.refused('--kiosk', '--edit', 'es.po')
        self.assertEqual(done.returncode, 2)
        self.assertIn('--kiosk refuses --edit', done.stderr)

    def test_a_file_that_is_not_there(self):
        done = self.refused('--edit', '/nowhere/es.po')
        self.assertEqual(done.returncode, 3)
        self.assertEqual(done.stderr.count('\n'), 1, done.stderr)

    def test_without_the_editor(self):
        folder = tempfile.mkdtemp(prefix='kyr-alone-')
        self.addCleanup(shutil.rmtree, folder)
        program = shutil.copy(KIOSK, folder)
        done = subprocess.run([program, '--edit', 'es.po'], stderr=subprocess.PIPE, text=True,
                              timeout=20, check=False)
        self.assertEqual(done.returncode, 3)
        self.assertIn('not installed', done.stderr)

    def test_the_kiosk_has_no_translators_library(self):
        linked = subprocess.run(['ldd', KIOSK], stdout=subprocess.PIPE, text=True, check=True)
        self.assertNotIn('gettextpo', linked.stdout)


class Speed(EditTest):
    N_PAGES, N_BLOCKS = 40, 30

    def large_pack(self):
        """The real pack with pages added until it has more than 2,000 messages."""
        folder = tempfile.mkdtemp(prefix='kyr-large-')
        self.addCleanup(shutil.rmtree, folder)
        pack = os.path.join(folder, 'assets', 'pack')
        shutil.copytree(os.path.join(SOURCE, 'assets', 'pack'), pack)
        shutil.copytree(os.path.join(SOURCE, 'seeds'), os.path.join(folder, 'seeds'))
        shutil.copytree(os.path.join(SOURCE, 'po'), os.path.join(folder, 'po'))
        names = [f'extra-{i}' for i in range(self.N_PAGES)]
        for name in names:
            blocks = [f'Sentence {k} of {name} is here to be **translated** and read.'
                      for k in range(self.N_BLOCKS)]
            head = f'---\ntitle: Page {name}\nicon: info\nkind: topic\n---\n\n'
            body = ''.join('<!-- facts: G-HOME-01 -->\n' + ('## Part of ' + name + '\n\n' if i == 0
                                                            else '') + text + '\n\n'
                           for i, text in enumerate(blocks))
            with open(os.path.join(pack, 'pages', name + '.md'), 'w', encoding='utf-8') as out:
                out.write(head + body)
        path = os.path.join(pack, 'pack.yaml')
        text = read(path).replace('  learn:\n', '  learn:\n' + ''.join(
            f'    - {name}\n' for name in names))
        with open(path, 'w', encoding='utf-8') as out:
            out.write(text)
        pot = os.path.join(folder, 'pack.pot')
        subprocess.run([os.path.join(BIN, 'kyr-pack'), 'pot', pack, '-o', pot], check=True)
        return pack, self.translate(folder, pot)

    def translate(self, folder, pot):
        """A Spanish file with every message: ours, and made-up words for the pages added."""
        es = os.path.join(folder, 'po', 'pack', 'es.po')
        subprocess.run(['msgmerge', '-q', '--no-fuzzy-matching', '-U', '--backup=none', es, pot],
                       check=True)
        text = re.sub(r'(msgid "Sentence (\d+) of extra-(\d+) is .*"\n)msgstr ""',
                      r'\1msgstr "La frase \2 de la página \3 está **traducida** aquí."', read(es))
        with open(es, 'w', encoding='utf-8') as out:
            out.write(text)
        return es

    def test_two_thousand_messages(self):
        pack, self.path = self.large_pack()
        text = read(self.path)
        kiosk = self.start('--pack', pack, '--edit', self.path, *WINDOW)
        kiosk.settle()
        told, seen = [], []
        for i in range(24):
            changed = text.replace('msgstr "Toque un cuadro.', f'msgstr "Toque {i} un cuadro.')
            begin = time.monotonic()
            self.save(changed, WAYS[i % 2])
            line = kiosk.expect('reload')
            seen.append(1000 * (time.monotonic() - begin))
            told.append(float(line['ms']))
            time.sleep(0.15)
        self.assertGreater(int(line['messages']), 2000)
        print(f"\n    {line['messages']} messages: save to screen {statistics.median(seen):.0f} ms "
              f'median, {max(seen):.0f} ms worst of {len(seen)}; '
              f'of it in the kiosk {statistics.median(told):.0f} ms', file=sys.stderr)
        self.assertLess(statistics.median(seen), LIMIT_MS)


if __name__ == '__main__':
    main()
