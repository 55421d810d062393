# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands on an X screen: pictures, windows, the pointer. Straight through libX11 (ctypes), so that a picture
takes milliseconds and nothing has to be installed for it."""
import ctypes
import struct
import subprocess
import zlib
from ctypes import POINTER, byref, c_char_p, c_int, c_short, c_uint, c_ulong, c_ushort, c_void_p


class XImage(ctypes.Structure):
    _fields_ = [('width', c_int), ('height', c_int), ('xoffset', c_int), ('format', c_int),
                ('data', c_void_p), ('byte_order', c_int), ('bitmap_unit', c_int),
                ('bitmap_bit_order', c_int), ('bitmap_pad', c_int), ('depth', c_int),
                ('bytes_per_line', c_int), ('bits_per_pixel', c_int)]


class CursorImage(ctypes.Structure):
    _fields_ = [('x', c_short), ('y', c_short), ('width', c_ushort), ('height', c_ushort),
                ('xhot', c_ushort), ('yhot', c_ushort), ('serial', c_ulong),
                ('pixels', POINTER(c_ulong))]


class ClientMessage(ctypes.Structure):
    _fields_ = [('type', c_int), ('serial', c_ulong), ('send_event', c_int), ('display', c_void_p),
                ('window', c_ulong), ('message_type', c_ulong), ('format', c_int),
                ('data', ctypes.c_long * 5), ('pad', ctypes.c_long * 16)]


ERROR_HANDLER = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)
Z_PIXMAP = 2
ALL_PLANES = c_ulong(-1)


def load():
    x11 = ctypes.CDLL('libX11.so.6')
    x11.XOpenDisplay.restype = c_void_p
    x11.XOpenDisplay.argtypes = [c_char_p]
    x11.XDefaultRootWindow.restype = c_ulong
    x11.XDefaultRootWindow.argtypes = [c_void_p]
    x11.XGetImage.restype = POINTER(XImage)
    x11.XGetImage.argtypes = [c_void_p, c_ulong, c_int, c_int, c_uint, c_uint, c_ulong, c_int]
    x11.XDestroyImage.argtypes = [POINTER(XImage)]
    x11.XQueryTree.argtypes = [c_void_p, c_ulong, POINTER(c_ulong), POINTER(c_ulong),
                               POINTER(POINTER(c_ulong)), POINTER(c_uint)]
    x11.XFetchName.argtypes = [c_void_p, c_ulong, POINTER(c_char_p)]
    x11.XMoveResizeWindow.argtypes = [c_void_p, c_ulong, c_int, c_int, c_uint, c_uint]
    for name in ('XMapWindow', 'XUnmapWindow'):
        getattr(x11, name).argtypes = [c_void_p, c_ulong]
    x11.XInternAtom.restype = c_ulong
    x11.XInternAtom.argtypes = [c_void_p, c_char_p, c_int]
    x11.XSendEvent.argtypes = [c_void_p, c_ulong, c_int, ctypes.c_long, c_void_p]
    x11.XSync.argtypes = [c_void_p, c_int]
    x11.XCloseDisplay.argtypes = [c_void_p]
    return x11


class Picture:
    """Pixels as bytes R G B."""

    def __init__(self, w, h, rgb):
        self.w, self.h, self.rgb = w, h, rgb

    def crop(self, rect):
        x, y, w, h = rect
        rows = [self.rgb[3 * ((y + i) * self.w + x):3 * ((y + i) * self.w + x + w)] for i in range(h)]
        return Picture(w, h, b''.join(rows))

    def pixel(self, x, y):
        at = 3 * (y * self.w + x)
        return tuple(self.rgb[at:at + 3])

    def n_colors(self):
        return len(set(zip(self.rgb[0::3], self.rgb[1::3], self.rgb[2::3])))

    def share_that_differs(self, other):
        """Of the pixels, 0..1."""
        if (self.w, self.h) != (other.w, other.h):
            return 1.0
        if self.rgb == other.rgb:
            return 0.0
        a, b = memoryview(self.rgb), memoryview(other.rgb)
        n = sum(1 for i in range(0, len(a), 3) if a[i:i + 3] != b[i:i + 3])
        return n / (self.w * self.h)

    def save(self, path):
        rows = b''.join(b'\0' + self.rgb[3 * self.w * y:3 * self.w * (y + 1)] for y in range(self.h))

        def chunk(kind, data):
            return (struct.pack('>I', len(data)) + kind + data +
                    struct.pack('>I', zlib.crc32(kind + data)))

        with open(path, 'wb') as out:
            out.write(b'\x89PNG\r\n\x1a\n' +
                      chunk(b'IHDR', struct.pack('>IIBBBBB', self.w, self.h, 8, 2, 0, 0, 0)) +
                      chunk(b'IDAT', zlib.compress(rows, 1)) + chunk(b'IEND', b''))

    def qr_codes(self, path):
        """What zbarimg reads in it; `path`: where to put the picture meanwhile."""
        self.save(path)
        done = subprocess.run(['zbarimg', '--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', path],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                              check=False)
        return done.stdout.split()


class Screen:
    """A connection to an X server."""

    def __init__(self, display):
        self.x11 = load()
        self.handler = ERROR_HANDLER(lambda display, event: 0)  # a window may be gone by now
        self.x11.XSetErrorHandler(self.handler)
        self.display = self.x11.XOpenDisplay(display.encode())
        if not self.display:
            raise RuntimeError('cannot open the display ' + display)
        self.root = self.x11.XDefaultRootWindow(self.display)
        self.w = self.x11.XDisplayWidth(c_void_p(self.display), 0)
        self.h = self.x11.XDisplayHeight(c_void_p(self.display), 0)

    def close(self):
        self.x11.XCloseDisplay(self.display)

    def picture(self, rect=None):
        x, y, w, h = rect or (0, 0, self.w, self.h)
        image = self.x11.XGetImage(self.display, self.root, x, y, w, h, ALL_PLANES, Z_PIXMAP)
        data = ctypes.string_at(image.contents.data, 4 * w * h)
        self.x11.XDestroyImage(image)
        rgb = bytearray(3 * w * h)
        rgb[0::3], rgb[1::3], rgb[2::3] = data[2::4], data[1::4], data[0::4]
        return Picture(w, h, bytes(rgb))

    def window(self, title):
        """The id of the top window with that title, or None."""
        root, parent = c_ulong(), c_ulong()
        children, n = POINTER(c_ulong)(), c_uint()
        self.x11.XQueryTree(self.display, self.root, byref(root), byref(parent), byref(children),
                            byref(n))
        for i in range(n.value):
            name = c_char_p()
            self.x11.XFetchName(self.display, children[i], byref(name))
            if name.value == title.encode():
                return children[i]
        return None

    def place_window(self, window, x, y, w, h):
        self.x11.XMoveResizeWindow(self.display, window, x, y, w, h)
        self.x11.XSync(self.display, 0)

    def show_window(self, window, shows):
        (self.x11.XMapWindow if shows else self.x11.XUnmapWindow)(self.display, window)
        self.x11.XSync(self.display, 0)

    def ask_to_close(self, window):
        """As the cross in the corner of a window does."""
        event = ClientMessage(type=33, window=window, format=32)
        event.message_type = self.x11.XInternAtom(self.display, b'WM_PROTOCOLS', 0)
        event.data[0] = self.x11.XInternAtom(self.display, b'WM_DELETE_WINDOW', 0)
        self.x11.XSendEvent(self.display, window, 0, 0, byref(event))
        self.x11.XSync(self.display, 0)

    def shows_pointer(self):
        """True if any of the pointer's pixels can be seen; None without libXfixes."""
        try:
            fixes = ctypes.CDLL('libXfixes.so.3')
        except OSError:
            return None
        fixes.XFixesGetCursorImage.restype = POINTER(CursorImage)
        fixes.XFixesGetCursorImage.argtypes = [c_void_p]
        fixes.XFixesQueryExtension.argtypes = [c_void_p, POINTER(c_int), POINTER(c_int)]
        fixes.XFixesQueryExtension(self.display, byref(c_int()), byref(c_int()))
        image = fixes.XFixesGetCursorImage(self.display).contents
        return any(image.pixels[i] >> 24 & 255 for i in range(image.width * image.height))
