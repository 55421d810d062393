# SPDX-License-Identifier: GPL-3.0-or-later
"""src/platform/fonts.cmake finds a font by what it is, wherever it lies, and takes no other one for it.

usage: fonts.py CMAKE SOURCE_DIR FONTS_DIR (with those of the build)
"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

CMAKE, SOURCE, FONTS = sys.argv[1:4]


class Fonts(unittest.TestCase):
    def setUp(self):
        self.top = tempfile.mkdtemp(prefix='kyr fonts ñ & ')
        self.addCleanup(shutil.rmtree, self.top)
        folders = ''.join(f'<dir prefix="relative">{name}</dir>' for name in 'ab')
        self.config = self.put_text('fonts.conf', f'<?xml version="1.0"?><fontconfig>{folders}'
                                    '<cachedir prefix="relative">c</cachedir></fontconfig>')

    def put_text(self, name, text):
        path = os.path.join(self.top, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return path

    def put(self, font, *names):
        path = os.path.join(self.top, *names)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        shutil.copy(os.path.join(FONTS, font), path)
        return path

    def find(self, name):
        script = self.put_text('find.cmake', f'include("{SOURCE}/src/platform/fonts.cmake")\n'
                               f'kyr_font_path({name} path)\nfile(WRITE "{self.top}/found" "${{path}}")\n')
        subprocess.run([CMAKE, '-P', script], check=True, env={**os.environ, 'FONTCONFIG_FILE': self.config})
        with open(os.path.join(self.top, 'found'), encoding='utf-8') as file:
            return file.read()

    def test_nothing(self):
        self.assertEqual(self.find('NotoSans-Regular.ttf'), '')

    def test_another_font_of_that_name(self):
        self.put('DejaVuSans.ttf', 'a', 'NotoSans-Regular.ttf')
        self.put('NotoSans-Bold.ttf', 'b', 'NotoSans-Regular.ttf')
        self.assertEqual(self.find('NotoSans-Regular.ttf'), '')

    def test_another_name(self):
        path = self.put('NotoSans-Regular.ttf', 'b', 'google noto', 'x.ttf')
        self.assertEqual(self.find('NotoSans-Regular.ttf'), path)

    def test_two_of_them(self):
        path = self.put('NotoSans-Regular.ttf', 'a', 'x.ttf')
        self.put('NotoSans-Regular.ttf', 'b', 'NotoSans-Regular.ttf')
        self.assertEqual(self.find('NotoSans-Regular.ttf'), path)

    def test_no_collection(self):
        self.put('NotoSans-Regular.ttf', 'a', 'NotoSansCJK-Regular.ttc')
        self.assertEqual(self.find('NotoSansCJK-Regular.ttc'), '')


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=2)
