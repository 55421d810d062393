# SPDX-License-Identifier: GPL-3.0-or-later
"""Another mode for the whole X screen, as when a smaller monitor is plugged in: RandR 1.1 through libXrandr."""
import ctypes
from ctypes import POINTER, byref, c_char_p, c_int, c_ulong, c_ushort, c_void_p


class ScreenSize(ctypes.Structure):
    _fields_ = [('width', c_int), ('height', c_int), ('mwidth', c_int), ('mheight', c_int)]


def load():
    x11, randr = ctypes.CDLL('libX11.so.6'), ctypes.CDLL('libXrandr.so.2')
    x11.XOpenDisplay.restype = c_void_p
    x11.XOpenDisplay.argtypes = [c_char_p]
    x11.XDefaultRootWindow.restype = c_ulong
    x11.XDefaultRootWindow.argtypes = [c_void_p]
    x11.XCloseDisplay.argtypes = [c_void_p]
    randr.XRRGetScreenInfo.restype = c_void_p
    randr.XRRGetScreenInfo.argtypes = [c_void_p, c_ulong]
    randr.XRRConfigSizes.restype = POINTER(ScreenSize)
    randr.XRRConfigSizes.argtypes = [c_void_p, POINTER(c_int)]
    randr.XRRSetScreenConfig.argtypes = [c_void_p, c_void_p, c_ulong, c_int, c_ushort, c_ulong]
    randr.XRRFreeScreenConfigInfo.argtypes = [c_void_p]
    return x11, randr


class Modes:
    """The sizes that a display can have."""

    def __init__(self, display):
        self.x11, self.randr = load()
        self.display = self.x11.XOpenDisplay(display.encode())
        self.root = self.x11.XDefaultRootWindow(self.display)

    def close(self):
        self.x11.XCloseDisplay(self.display)

    def sizes(self):
        info = self.randr.XRRGetScreenInfo(self.display, self.root)
        n = c_int()
        found = self.randr.XRRConfigSizes(info, byref(n))
        sizes = [(found[i].width, found[i].height) for i in range(n.value)]
        self.randr.XRRFreeScreenConfigInfo(info)
        return sizes

    def change(self, size):
        """True if the screen has this size now."""
        index = self.sizes().index(size)
        info = self.randr.XRRGetScreenInfo(self.display, self.root)
        status = self.randr.XRRSetScreenConfig(self.display, info, self.root, index, 1, 0)
        self.randr.XRRFreeScreenConfigInfo(info)
        return status == 0
