# SPDX-License-Identifier: GPL-3.0-or-later
"""Fingers, mouse and keys: one tap is one action, and only the first finger acts."""
import time

from harness import H, KEYS, W, ScreenTest, main


class Fingers(ScreenTest):
    def test_mouse_made_up_by_x(self):
        """X makes pointer events out of touches for programs that know no better. They must not act a second time."""
        kiosk = self.start()
        kiosk.wake()
        kiosk.go('at-my-door')
        kiosk.touch('next')
        kiosk.expect('page', n='2')
        kiosk.settle(1)
        self.assertEqual(kiosk.page()['n'], '2', 'one tap turns one page')
        kinds = {line['kind'] for line in kiosk.lines if line.what == 'input'}
        self.assertEqual(kinds, {'touch'})

    def test_second_finger(self):
        kiosk = self.start()
        kiosk.wake()
        kiosk.go('at-my-door')
        x, y = kiosk.target('next')
        self.hand.down(W // 2, H // 2, finger=1)  # a palm that rests on the glass
        self.hand.tap(x, y, finger=2)
        kiosk.settle()
        self.assertEqual(kiosk.page()['n'], '1', 'a second finger does nothing')
        self.hand.up(W // 2, H // 2, finger=1)
        kiosk.settle()
        self.assertEqual(kiosk.page()['n'], '1')
        self.hand.tap(x, y, finger=3)
        kiosk.expect('page', n='2')

    def test_second_finger_stays(self):
        """The first finger acts, and a second one that stays down must not act afterwards."""
        kiosk = self.start()
        kiosk.wake()
        kiosk.go('at-my-door')
        x, y = kiosk.target('next')
        self.hand.down(x, y, finger=1)
        self.hand.down(*kiosk.target('home'), finger=2)
        self.hand.up(x, y, finger=1)
        kiosk.expect('page', n='2')
        self.hand.up(*kiosk.target('home'), finger=2)
        kiosk.settle()
        self.assertEqual(kiosk.page()['id'], 'at-my-door')

    def test_sliding_off_cancels(self):
        kiosk = self.start()
        kiosk.wake()
        x, y = kiosk.target('page', 'at-my-door')
        idle = self.screen.picture()
        self.hand.down(x, y)
        kiosk.expect('frame', cause='touch')
        time.sleep(0.05)
        self.assertGreater(self.screen.picture().share_that_differs(idle), 0, 'a press can be seen')
        for i in range(1, 9):
            self.hand.move(x, y + (H - 1 - y) * i // 8)
        self.hand.move(x, y)  # and coming back does not revive it
        self.hand.up(x, y)
        kiosk.settle()
        self.assertEqual(kiosk.page()['id'], 'home')
        self.assertEqual(self.screen.picture().rgb, idle.rgb)

    def test_ten_fingers(self):
        kiosk = self.start()
        kiosk.wake()
        for finger in range(1, 11):
            self.hand.down(100 + 150 * finger, H // 2, finger)
        for finger in range(1, 11):
            self.hand.up(100 + 150 * finger, H // 2, finger)
        kiosk.settle()
        if kiosk.page()['id'] != 'home':  # the first finger may well have stood on a tile
            kiosk.touch('home')
            kiosk.expect('page', id='home')
            kiosk.settle()
        kiosk.go('at-my-door')

    def test_pointer_hides(self):
        kiosk = self.start()
        kiosk.wake()
        if self.screen.shows_pointer() is None:
            self.skipTest('libXfixes is not installed')
        self.assertFalse(self.screen.shows_pointer(), 'no pointer for touch')
        time.sleep(1)  # what comes right after a touch counts as made up
        self.hand.mouse(W // 2 + 40, H // 2 + 40)
        self.hand.mouse(W // 2 + 50, H // 2 + 50)
        kiosk.expect('input', kind='mouse')
        time.sleep(0.2)
        self.assertTrue(self.screen.shows_pointer(), 'a mouse that moves shows it')
        self.hand.down(W // 2, 5)
        self.hand.up(W // 2, 5)
        kiosk.expect('input', kind='touch', what='up')
        time.sleep(0.2)
        self.assertFalse(self.screen.shows_pointer(), 'a touch hides it again')

    def test_mouse(self):
        kiosk = self.start()
        self.hand.mouse(W // 2, H // 2)
        self.hand.click()
        kiosk.expect('page', id='home')
        kiosk.settle()
        self.hand.mouse(*kiosk.target('page', 'at-my-door'))
        self.hand.click()
        kiosk.expect('page', id='at-my-door')

    def test_leaving(self):
        """Without a window manager there is no other way out."""
        for keys in (('escape', 'escape'), ('ctrl', 'q')):
            kiosk = self.start()
            for key in keys:
                self.hand.tell(f'key {KEYS[key]} down')
                time.sleep(0.05)
                if key == 'escape':
                    self.hand.tell(f'key {KEYS[key]} up')
                    time.sleep(0.1)
            for key in keys:
                self.hand.tell(f'key {KEYS[key]} up')
            self.assertEqual(kiosk.process.wait(3), 0)

    def test_keys(self):
        kiosk = self.start()
        self.hand.key('enter')
        kiosk.expect('page', id='home')
        kiosk.settle()
        plain = self.screen.picture()
        first = kiosk.targets()[0]
        self.hand.key('tab')
        kiosk.expect('frame', cause='key')
        time.sleep(0.1)
        self.assertGreater(self.screen.picture().share_that_differs(plain), 0, 'the focus can be seen')
        self.hand.key('enter')
        kiosk.expect('page', id=first['arg'])
        self.hand.key('page-down')
        kiosk.expect('page', id=first['arg'], n='2')
        self.hand.key('escape')
        kiosk.expect('page', id=first['arg'], n='1')
        time.sleep(0.7)  # twice at once leaves
        self.hand.key('escape')
        kiosk.expect('page', id='home')
        self.hand.key('l')
        kiosk.expect('lang', code='es')
        for _ in range(3):
            self.hand.key('shift')
        kiosk.expect('reset', to='hidden')


if __name__ == '__main__':
    main()
