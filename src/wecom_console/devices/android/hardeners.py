"""Who hardened an app: its own code is then encrypted, and what the DEX files hold is a loader.

By the names of the files that each puts into the package, as collected by APKiD's rules and the
hardeners' own manuals. None of them is a name that an app without it has.
"""

import re
from collections.abc import Iterable
from typing import Final

_LIB: Final = r"(?:lib/[^/]+|assets(?:/[^/]+)*)/"
_SIGNS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "360 Jiagu",
            rf"{_LIB}lib(?:jiagu[0-9A-Za-z_]*|protectClass[0-9A-Za-z_]*)\.so",
        ),
        (
            "Tencent Legu",
            (
                rf"{_LIB}libshell(?:[ax]-|-super|64)[^/]*\.so|assets/(?:0OO00l111l1l|0OO00oo01l1l"
                r"|o0oooOO0ooOo\.dat|tosversion)|lib/[^/]+/lib(?:tup|legudzanno|wsDataEncryption[^/]*)\.so"
            ),
        ),
        (
            "Bangcle (SecNeo)",
            (
                rf"{_LIB}lib(?:secexe|secmain|SecShell|DexHelper)(?:[-_]?x86|Ex)?(?:_64)?\.so"
                r"|assets/(?:secData0\.jar|bangcle_?classes\.jar|bangcleplugin/container\.dex"
                r"|classes0\.jar)"
            ),
        ),
        (
            "Ijiami",
            (
                r"(?:assets/)?(?:ijiami[0-9]*\.(?:dat|ajm)|ijm_lib/.*|IJMDal\.Data)"
                rf"|{_LIB}lib(?:execmain|ijmDataEncryption)[^/]*\.so|assets/ijm_lib/.*"
            ),
        ),
        (
            "Baidu",
            rf"{_LIB}libbaiduprotect[^/]*\.so|assets/baiduprotect[0-9]*\.(?:jar|i|dex|m)",
        ),
        ("Alibaba", rf"{_LIB}lib(?:mobisec|zuma|zumadata|preverify1?)\.so"),
        ("NetEase Yidun", rf"{_LIB}lib(?:nesec|netseckit)[^/]*\.so"),
        ("Naga", rf"{_LIB}lib(?:[defv]dog|chaosvmp|xloader)\.so"),
        ("DingXiang", rf"{_LIB}libx3g[^/]*\.so|assets/__param\.data"),
        ("KiwiSec", rf"{_LIB}lib(?:kwscmm|kwscr|kwslinker|kiwicrash|kadp)\.so"),
        ("Tongfu Shield", rf"{_LIB}libegis(?:-x86)?\.so"),
        ("NQ Shield", rf"{_LIB}libnqshield\.so"),
        ("APKProtect", rf"{_LIB}lib(?:APKProtect|apkprotect)\.so|assets/ap\.res/.*"),
        ("DexProtector", r"assets/(?:dp\.(?:arm|x86)[^/]*\.(?:so|dat)|classes\.dex\.dat)"),
        ("AppSealing", rf"{_LIB}libcovault[^/]*\.so|assets/(?:AppSealing/.*|appsealing\.dex)"),
        ("LIAPP", r"(?:.*/)?LIAPPClient\.sc|assets/LIAPP\.ini|LIAPPEgg.*"),
    )
)

_PLACES: Final = ("lib/", "assets/", "ijiami", "ijm_lib", "IJMDal", "LIAPP")


def hardener_of(names: Iterable[str]) -> str:
    """The hardener's name by the files of a package; empty where none is known."""
    listed = [name for name in names if name.startswith(_PLACES)]
    for name, sign in _SIGNS:
        if any(sign.fullmatch(entry) for entry in listed):
            return name
    return ""
