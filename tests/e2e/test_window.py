# SPDX-License-Identifier: GPL-3.0-or-later
"""The window changes under the kiosk: sizes, one pixel, hidden, shown again."""
import time

from harness import WINDOW_TITLE, ScreenTest, main, wait_until


class Window(ScreenTest):
    def window(self):
        return wait_until(lambda: self.screen.window(WINDOW_TITLE), 3, 'a window')

    def test_fullscreen_without_window_manager(self):
        self.start()
        edge = [(0, 0), (self.screen.w - 1, 0), (0, self.screen.h - 1),
                (self.screen.w - 1, self.screen.h - 1)]
        picture = self.screen.picture()
        for x, y in edge:
            self.assertNotEqual(picture.pixel(x, y), (0, 0, 0), f'nothing of the screen is left at {x},{y}')

    def test_resize(self):
        """Every size gets a layout of its own; back at the first size all is as it was."""
        kiosk = self.start('--window', '1280x720')
        self.hand.tap(self.screen.w // 2, self.screen.h // 2)
        kiosk.expect('page', id='home')
        kiosk.settle()
        kiosk.hand.key('tab')
        kiosk.hand.key('enter')
        kiosk.expect('page', id='at-my-door')
        kiosk.hand.key('page-down')
        kiosk.expect('page', n='2')
        kiosk.settle()
        before = self.screen.picture()
        window = self.window()
        for w, h in ((1024, 600), (600, 1000), (1, 1), (1900, 1000), (3, 700), (1280, 720)):
            self.screen.place_window(window, 0, 0, w, h)
            kiosk.expect('page', id='at-my-door')
            kiosk.settle(0.15)
        self.screen.place_window(window, (self.screen.w - 1280) // 2, (self.screen.h - 720) // 2, 1280, 720)
        kiosk.settle()
        self.assertEqual(kiosk.page()['id'], 'at-my-door')
        self.assertEqual(kiosk.page()['n'], '2', 'the place is kept')
        self.assertLess(self.screen.picture().share_that_differs(before), 0.001)

    def test_one_pixel(self):
        for options in (('--window', '1x1'), ('--window', '1x1', '--scale', '200', '--dpi', '600')):
            kiosk = self.start(*options)
            self.hand.key('enter')
            kiosk.expect('page', id='home')
            for key in ('tab', 'enter', 'page-down', 'l', 'escape', 'home'):
                self.hand.key(key)
            kiosk.settle(0.15)
            self.assertIsNone(kiosk.process.poll())
            kiosk.close()

    def test_hidden_and_shown(self):
        kiosk = self.start()
        kiosk.wake()
        before = self.screen.picture()
        window = self.window()
        for _ in range(3):
            self.screen.show_window(window, False)
            time.sleep(0.2)
            self.assertEqual(self.screen.picture().n_colors(), 1, 'nothing is shown')
            self.screen.show_window(window, True)
            wait_until(lambda: self.screen.picture().rgb == before.rgb, 2, 'the same picture again')
        kiosk.go('at-my-door')


if __name__ == '__main__':
    main()
