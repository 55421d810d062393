# SPDX-License-Identifier: GPL-3.0-or-later
"""The kiosk's figures and their yardsticks, at 1920x1080 under Xorg's dummy driver."""
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

from harness import BIN, H, W, Kiosk, Server

STARTS = 7
TURNS = 200
IDLE_S = 20
PAGE_RGB = (11, 79, 92)
CENTRE = (W // 2, H // 2, 1, 1)
CHROMIUM = ['--kiosk', '--no-sandbox', '--no-first-run', '--disable-background-networking',
            '--disable-component-update', '--disable-sync', f'--window-size={W},{H}',
            '--window-position=0,0']


def report(what, figure, yardstick, is_met):
    print(f'  {what:<52} {figure:>14}   {yardstick:<18} {"ok" if is_met else "MISSED"}', flush=True)


def note(what, figure):
    print(f'  {what:<52} {figure:>14}', flush=True)


def median_and_worst(what, times_ms, median_ms, worst_ms):
    times_ms = sorted(times_ms)
    middle, worst = statistics.median(times_ms), times_ms[-1]
    note(f'{what}: how many', str(len(times_ms)))
    report(f'{what}: median', f'{middle:.1f} ms', f'<= {median_ms} ms', middle <= median_ms)
    note(f'{what}: 99 of 100', f'{times_ms[int(0.99 * (len(times_ms) - 1))]:.1f} ms')
    report(f'{what}: worst', f'{worst:.1f} ms', f'<= {worst_ms} ms', worst <= worst_ms)


# Start.

def until_shown(server, command, is_shown):
    """Milliseconds from exec to a picture in the middle of the screen; everything is ended afterwards."""
    environment = {**os.environ, 'DISPLAY': server.display}
    begin = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, start_new_session=True)
    while not is_shown(server.screen.picture(CENTRE).pixel(0, 0)):
        if process.poll() is not None or time.monotonic() - begin > 60:
            raise RuntimeError(f'{command[0]} shows nothing')
    shown_ms = (time.monotonic() - begin) * 1000
    os.killpg(process.pid, signal.SIGTERM)
    process.wait()
    while server.screen.picture(CENTRE).pixel(0, 0) != (0, 0, 0):
        time.sleep(0.05)
    time.sleep(0.5)
    return shown_ms


def start_chromium(server, page):
    profile = tempfile.mkdtemp(prefix='kyr-bench-')
    try:
        command = ['chromium', *CHROMIUM, f'--user-data-dir={profile}', 'file://' + page]
        return until_shown(server, command, lambda rgb: rgb == PAGE_RGB)
    finally:
        shutil.rmtree(profile, ignore_errors=True)


def bench_start(server):
    print('Start: from exec to a picture, each after the other, median of', STARTS)
    has_chromium = shutil.which('chromium') is not None
    ours, theirs = [], []
    with tempfile.NamedTemporaryFile('w', suffix='.html') as page:
        page.write('<!doctype html><title>page</title><body style="background:rgb(%d,%d,%d);color:#fff">'
                   '<h1>Know your rights</h1>' % PAGE_RGB)
        page.flush()
        for i in range(STARTS + 1):
            shown = until_shown(server, [os.path.join(BIN, 'kyr-kiosk')], lambda rgb: rgb != (0, 0, 0))
            other = start_chromium(server, page.name) if has_chromium else 0
            if i > 0:  # the first one warms the disk
                ours.append(shown)
                theirs.append(other)
    kiosk = Kiosk(server, '--dpi', '102', name='start')
    note('first frame by its own trace', f'{kiosk.lines[-1].ms:.0f} ms' if kiosk.lines else '?')
    kiosk.close()
    note('kyr-kiosk, seen from outside', f'{statistics.median(ours):.0f} ms')
    if not has_chromium:
        print('  chromium is not installed, so there is nothing to compare with')
        return
    note('chromium --kiosk with one local page', f'{statistics.median(theirs):.0f} ms')
    ratio = statistics.median(ours) / statistics.median(theirs)
    report('ratio', f'1/{1 / ratio:.1f}', '<= 1/8', ratio <= 1 / 8)


# Walks.

def all_pages(kiosk):
    """Ids of every page that a tile leads to."""
    kiosk.hand.key('home')
    kiosk.settle(0.1)
    found = [line['arg'] for line in kiosk.targets() if line['kind'] == 'page']
    if any(line['kind'] == 'topics' for line in kiosk.targets()):
        kiosk.touch('topics')
        kiosk.expect('page', id='topics')
        for n in range(int(kiosk.page()['of'])):
            found += [line['arg'] for line in kiosk.targets() if line['kind'] == 'page']
            if n + 1 < int(kiosk.page()['of']):
                kiosk.hand.key('page-down')
                kiosk.expect('page', id='topics')
    return list(dict.fromkeys(found))


def visit(kiosk, page_id):
    """To a page from wherever, over home and, where need be, the list of topics."""
    kiosk.hand.key('home')
    kiosk.settle(0.1)
    if not any(line['kind'] == 'page' and line['arg'] == page_id for line in kiosk.targets()):
        kiosk.touch('topics')
        kiosk.expect('page', id='topics')
        kiosk.settle(0.1)
        while not any(line['kind'] == 'page' and line['arg'] == page_id for line in kiosk.targets()):
            kiosk.hand.key('page-down')
            kiosk.expect('page', id='topics')
    kiosk.touch('page', page_id)
    kiosk.expect('page', id=page_id)
    kiosk.settle(0.1)


def turn(kiosk, key):
    """Milliseconds from the key to the presented page, or None at the last page."""
    before = kiosk.page()['n']
    kiosk.read()
    kiosk.mark = len(kiosk.lines)
    kiosk.hand.key(key)
    kiosk.expect('input', kind='key')
    if kiosk.page()['n'] == before:
        return None
    return float(kiosk.expect('frame')['ms'])


def turn_all(kiosk, key):
    times = []
    while (ms := turn(kiosk, key)) is not None:
        times.append(ms)
    return times


def start(server, name):
    kiosk = Kiosk(server, '--dpi', '102', '--idle', 'off', name=name)
    kiosk.wake()
    return kiosk


def bench_memory(server):
    print('Memory, after every screen of every page in both languages')
    kiosk = start(server, 'memory')
    pages = all_pages(kiosk)
    turns = 0
    for page in pages:
        visit(kiosk, page)
        turns += len(turn_all(kiosk, 'page-down'))
        kiosk.hand.key('l')
        kiosk.expect('lang')
        kiosk.settle(0.1)
        turns += len(turn_all(kiosk, 'page-up'))
    with open(f'/proc/{kiosk.process.pid}/status', encoding='ascii') as status:
        peak_kb = next(int(line.split()[1]) for line in status if line.startswith('VmHWM'))
    note('pages visited, turns', f'{len(pages)}, {turns}')
    report('peak RSS', f'{peak_kb / 1024:.1f} MiB', '<= 40 MB', peak_kb * 1024 <= 40e6)
    kiosk.close()


def bench_turns(server):
    print('Page turns: from the input to the presented frame')
    kiosk = start(server, 'turns')
    times = []
    pages = all_pages(kiosk)
    for page in pages:
        visit(kiosk, page)
        times += turn_all(kiosk, 'page-down')  # words seen for the first time
    median_and_worst('key, first time', times, 16, 33)
    while len(times) < TURNS:
        times += turn_all(kiosk, 'page-up') + turn_all(kiosk, 'page-down')
    median_and_worst('key, all', times, 16, 33)

    visit(kiosk, pages[0])
    turned, moving = [], []
    for i in range(TURNS // 4):
        is_forward = i // (int(kiosk.page()['of']) - 1) % 2 == 0
        kiosk.mark = len(kiosk.lines)
        kiosk.hand.swipe(is_forward)
        kiosk.expect('page')
        turned.append(float(kiosk.expect('frame')['ms']))
        time.sleep(0.25)
        moving += [float(line['ms']) for line in kiosk.since('frame')]
    median_and_worst('swipe, finger up', turned, 16, 33)
    median_and_worst('swipe, every frame of the slide', moving, 16, 33)
    kiosk.close()


def bench_language(server):
    print('Language, with a new layout')
    kiosk = start(server, 'language')
    times = []
    for page in all_pages(kiosk):
        visit(kiosk, page)
        for _ in range(2):
            kiosk.hand.key('l')
            kiosk.expect('lang')
            times.append(float(kiosk.expect('frame')['ms']))
            kiosk.settle(0.05)
    median_and_worst('switch', times, 33, 33)
    kiosk.close()


def bench_hide(server):
    """K17. The frame's time is that from the waking of the loop, so the touch itself is timed on the trace's clock."""
    print('Hide: from the finger that lets go to the neutral screen')
    kiosk = start(server, 'hide')
    times = []
    for page in all_pages(kiosk):
        visit(kiosk, page)
        kiosk.read()
        kiosk.mark = len(kiosk.lines)
        kiosk.touch('hide')
        up = kiosk.expect('input', kind='touch', what='up')
        kiosk.expect('reset', to='hidden')
        times.append(kiosk.expect('frame').ms - up.ms)
        kiosk.settle(0.1)
        kiosk.hand.tap(200, 500)  # to the attract screen
        kiosk.expect('page', id='attract')
        kiosk.wake()
    median_and_worst('touch', times, 100, 100)
    kiosk.close()


# Idle.

def cpu_and_wakes(pid):
    """Ticks of the processor, and how often any thread gave it up of its own accord."""
    with open(f'/proc/{pid}/stat', encoding='ascii') as stat:
        fields = stat.read().rpartition(')')[2].split()
    wakes = 0
    for task in os.listdir(f'/proc/{pid}/task'):
        with open(f'/proc/{pid}/task/{task}/status', encoding='ascii') as status:
            wakes += next(int(line.split()[1]) for line in status
                          if line.startswith('voluntary_ctxt_switches'))
    return int(fields[11]) + int(fields[12]), wakes


def watch(kiosk, where):
    time.sleep(1)
    before = cpu_and_wakes(kiosk.process.pid)
    time.sleep(IDLE_S)
    after = cpu_and_wakes(kiosk.process.pid)
    ticks, wakes = after[0] - before[0], (after[1] - before[1]) / IDLE_S
    report(f'{where}: ticks of CPU in {IDLE_S} s', str(ticks), '0', ticks == 0)
    report(f'{where}: wake-ups a second', f'{wakes:.2f}', '<= 2', wakes <= 2)


def bench_idle(server):
    print('Nobody there')
    kiosk = Kiosk(server, '--dpi', '102', name='idle')
    watch(kiosk, 'attract')
    kiosk.wake()
    kiosk.go('at-my-door')
    watch(kiosk, 'a page')
    kiosk.close()


BENCHES = {'start': bench_start, 'memory': bench_memory, 'turns': bench_turns,
           'language': bench_language, 'hide': bench_hide, 'idle': bench_idle}


def main():
    server = Server()
    try:
        for name in sys.argv[1:] or BENCHES:
            BENCHES[name](server)
    finally:
        server.close()


if __name__ == '__main__':
    main()
