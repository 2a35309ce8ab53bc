"""A desktop's tray, as far as programs see it: the watcher that icons register with, and hands for their menu.

Writes one JSON line for each icon that registers, and one as the answer to each line that it reads:
"menu" gives the labels, "click LABEL" chooses an entry, "activate" clicks the icon itself.
"""

import json
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib

WATCHER = "org.kde.StatusNotifierWatcher"
INTERFACE = Gio.DBusNodeInfo.new_for_xml(
    """
<node><interface name="org.kde.StatusNotifierWatcher">
  <method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
  <method name="RegisterStatusNotifierHost"><arg type="s" direction="in"/></method>
  <property name="RegisteredStatusNotifierItems" type="as" access="read"/>
  <property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
  <property name="ProtocolVersion" type="i" access="read"/>
</interface></node>
"""
).interfaces[0]

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
items = []


def say(value):
    print(json.dumps(value), flush=True)


def called(_bus, sender, _path, _interface, method, parameters, invocation):
    invocation.return_value(None)
    if method == "RegisterStatusNotifierItem":
        items.append(sender)
        say({"title": prop("ToolTip")[2], "menu": prop("Menu")})


def read(_bus, _sender, _path, _interface, name):
    if name == "RegisteredStatusNotifierItems":
        return GLib.Variant("as", items)
    return GLib.Variant("b", True) if name == "IsStatusNotifierHostRegistered" else GLib.Variant("i", 0)


def call(path, interface, method, arguments):
    return bus.call_sync(items[-1], path, interface, method, arguments, None, 0, 10_000, None).unpack()


def prop(name):
    wanted = GLib.Variant("(ss)", ("org.kde.StatusNotifierItem", name))
    return call("/StatusNotifierItem", "org.freedesktop.DBus.Properties", "Get", wanted)[0]


def entries():
    """Identifier and label of each entry of the menu; a separator has none."""
    wanted = GLib.Variant("(iias)", (0, -1, []))
    _revision, (_id, _properties, children) = call(prop("Menu"), "com.canonical.dbusmenu", "GetLayout", wanted)
    return [(number, properties.get("label", "")) for number, properties, _children in children]


def choose(label):
    number = next(number for number, name in entries() if name == label)
    event = GLib.Variant("(isvu)", (number, "clicked", GLib.Variant("i", 0), 0))
    # Nobody waits for the answer: "Quit" may end the program before it gives one.
    bus.call(items[-1], prop("Menu"), "com.canonical.dbusmenu", "Event", event, None, 0, 10_000, None, None)


def obey(source, _condition):
    command, _, label = source.readline().strip().partition(" ")
    if command == "":
        loop.quit()
        return False
    if command == "menu":
        say([label for _number, label in entries()])
    elif command == "click":
        choose(label)
        say("clicked")
    elif command == "activate":
        call("/StatusNotifierItem", "org.kde.StatusNotifierItem", "Activate", GLib.Variant("(ii)", (0, 0)))
        say("activated")
    return True


loop = GLib.MainLoop()
bus.register_object("/StatusNotifierWatcher", INTERFACE, called, read, None)
Gio.bus_own_name_on_connection(bus, WATCHER, 0, lambda *_: say("ready"), None)
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, obey)
loop.run()
