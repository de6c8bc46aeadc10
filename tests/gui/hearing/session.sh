# Inside `dbus-run-session`: a screen, the program, and the one who listens to it. The bus starts the
# accessibility bus by itself.
set -u
here=$(dirname "$0")
window=
mkfifo "$HOME/display"
Xvfb -displayfd 3 -screen 0 1366x768x24 3<>"$HOME/display" >"$HOME/screen.log" 2>&1 &
screen=$!
trap 'kill $window $screen 2>/dev/null; wait' EXIT
read -rt 60 number <>"$HOME/display" || { cat "$HOME/screen.log" >&2; exit 1; }
export DISPLAY=":$number"
"$1" -m wecom_console >"$HOME/window.log" 2>&1 &
window=$!
/usr/bin/python3 "$here/listener.py" "$2" || { cat "$HOME/window.log" >&2; exit 1; }
