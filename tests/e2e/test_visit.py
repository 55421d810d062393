# SPDX-License-Identifier: GPL-3.0-or-later
"""One visit from end to end: wake, Español, the door, two pages, a number, walking away."""
import os
import time

from harness import H, W, OUT, ScreenTest, main

IDLE_S, WARNING_S = 60, 30
HOTLINE = 'tel:+18886244752'


class Visit(ScreenTest):
    def wake(self, kiosk):
        """Touches where an urgent tile will stand: the touch that wakes must not press it."""
        first = kiosk.page()
        self.assertEqual((first['id'], first['lang']), ('attract', 'en'))
        attract = self.screen.picture()
        self.assertGreater(attract.n_colors(), 8, 'the attract screen is not blank')
        self.hand.tap(W // 4, H // 2)
        kiosk.expect('page', id='home', n='1')
        kiosk.settle()
        self.assertEqual(kiosk.page()['id'], 'home', 'the tap that wakes only wakes')
        return attract

    def choose_spanish(self, kiosk):
        english = self.screen.picture()
        kiosk.touch('language', 'es')
        kiosk.expect('lang', code='es')
        page = kiosk.expect('page', id='home')
        self.assertEqual(page['lang'], 'es')
        kiosk.settle()
        self.assertGreater(self.screen.picture().share_that_differs(english), 0.005)

    def turn_two_pages(self, kiosk):
        kiosk.touch('page', 'at-my-door')
        page = kiosk.expect('page', id='at-my-door', n='1')
        self.assertGreaterEqual(int(page['of']), 3)
        self.assertEqual(page['lang'], 'es')
        kiosk.settle()
        before = self.screen.picture()

        x0, x1, y = W * 3 // 4, W // 4, H // 2
        self.hand.drag(x0, (x0 + x1) // 2, y)  # half of the way, finger still down
        kiosk.settle()
        half = self.screen.picture()
        self.assertGreater(half.share_that_differs(before), 0.02, 'the page follows the finger')
        self.assertEqual(kiosk.page()['n'], '1', 'and has not turned yet')
        self.hand.move(x1, y)
        self.hand.up(x1, y)
        kiosk.expect('page', id='at-my-door', n='2')
        kiosk.settle()
        second = self.screen.picture()
        self.assertGreater(second.share_that_differs(half), 0.01)
        self.assertGreater(second.share_that_differs(before), 0.01)

        self.hand.swipe()
        kiosk.expect('page', id='at-my-door', n='3')
        kiosk.settle()
        self.hand.swipe(is_forward=False)
        kiosk.expect('page', id='at-my-door', n='2')
        kiosk.settle()
        self.assertEqual(self.screen.picture().rgb, second.rgb, 'back is where it was')

    def find_number(self, kiosk):
        kiosk.touch('home')
        kiosk.expect('page', id='home')
        kiosk.touch('page', 'i-need-a-number')
        kiosk.expect('page', id='i-need-a-number')
        kiosk.settle()
        self.assertEqual(self.qr_codes(), [HOTLINE], 'the first screen is the hotline, large')
        while not any(t['kind'] == 'number' for t in kiosk.targets()):
            self.hand.swipe()
            kiosk.expect('page', id='i-need-a-number')
            kiosk.settle()
        kiosk.touch('number', 'emergency')
        kiosk.expect('page', id='emergency')
        kiosk.settle()
        self.assertEqual(self.qr_codes(), ['tel:911'])
        kiosk.touch('home')
        kiosk.expect('page', id='home')
        kiosk.settle()
        kiosk.go('i-need-a-number')
        self.assertEqual(self.qr_codes(), [HOTLINE])

    def walk_away(self, kiosk, attract):
        left = time.monotonic()
        shown = self.screen.picture()
        kiosk.expect('idle-warning', timeout_s=IDLE_S)
        self.assertAlmostEqual(time.monotonic() - left, IDLE_S - WARNING_S, delta=2)
        time.sleep(0.2)
        warning = self.screen.picture()
        warning.save(os.path.join(OUT, 'warning.png'))
        self.assertGreater(warning.share_that_differs(shown), 0.02)

        kiosk.settle(0.1)
        self.hand.tap(*kiosk.target('home'))  # would go home if it pressed anything
        kiosk.expect('frame', cause='touch')
        kiosk.settle()
        back = time.monotonic()
        self.assertEqual(kiosk.page()['id'], 'i-need-a-number', 'the touch that ends the warning presses nothing')
        self.assertLess(self.screen.picture().share_that_differs(shown), 0.001)

        kiosk.expect('idle-warning', timeout_s=IDLE_S)
        kiosk.expect('reset', timeout_s=WARNING_S + 5, to='attract')
        self.assertAlmostEqual(time.monotonic() - back, IDLE_S, delta=3)
        page = kiosk.expect('page', id='attract')
        self.assertEqual(page['lang'], 'en', 'nothing of the visitor is left')
        kiosk.settle()
        self.assertEqual(self.screen.picture().rgb, attract.rgb)

    def test_visit(self):
        kiosk = self.start('--idle', str(IDLE_S))
        attract = self.wake(kiosk)
        self.choose_spanish(kiosk)
        self.turn_two_pages(kiosk)
        self.find_number(kiosk)
        self.walk_away(kiosk, attract)


if __name__ == '__main__':
    main()
