"""Keystores of openssl with a certificate and the password ``opensesame``, locked in the ways
that the library does not write."""

from base64 import b64decode

MD5 = "8f7f2509b8ddbb958c5082309aa1faf5"
STORES = {
    "RC4-128": b64decode(
        "MIIB/QIBAzCCAcMGCSqGSIb3DQEHAaCCAbQEggGwMIIBrDCCAagGCSqGSIb3DQEHBqCCAZkwggGVAgEAMIIB"
        "jgYJKoZIhvcNAQcBMBwGCiqGSIb3DQEMAQEwDgQIaGoGBeBjRMwCAggAgIIBYRzKgWAYTJRc7SkpPP20f1+C"
        "HEt4v6xQUq7QYKQzKkZ5yCj9mCU4tOdjfyws+Ok2etxr+gauKiYiOjWo7nQEOwZkZjUHwB3v4tUya9/+VGEi"
        "szNXRL6soBx0lYJanR7Hnkv1g5XW2o0ayJjxHA5nqVJJlZtjJ4BrxYp208XO0+PO3NLMqSB9xSraxFJXh0fi"
        "gAvhBApPOrM+MBfqqNx4dve8B6SLnexVBnpPeQ1sB8tMAvL1snumWlQgsvcpuz4hoHyvduwBmPEd0SSyRJ9e"
        "eVRN/qTw6b/dEX7/bEdodRAOCr/f/xg8c4takJhLLlwfVvAb4VHDmGw/d80H7E9DnBtP2OUd7U5xBQkqgtlp"
        "oU6QFJQhwk5FHQ71NthYc56RfEMlKmj+Kp3EfoR63tysqvhjAPCHI8j4ajEvS/WEduA9kktDX4RO7jdyd3w3"
        "+cPbkvslAsXeYJUzhRjdFhUJDTHQMDEwITAJBgUrDgMCGgUABBQ3KugQzHB4jsfpU423EI7Py4cyigQIrue7"
        "aRoeFHoCAggA"
    ),
    "RC4-40": b64decode(
        "MIIB/QIBAzCCAcMGCSqGSIb3DQEHAaCCAbQEggGwMIIBrDCCAagGCSqGSIb3DQEHBqCCAZkwggGVAgEAMIIB"
        "jgYJKoZIhvcNAQcBMBwGCiqGSIb3DQEMAQIwDgQIuibun6XW2hQCAggAgIIBYUKe08CjM2bH3XHeEH2Yy8eg"
        "gLT1+RRFXS6y2d7KZ045htcHrdqBxCdnzO2wZB7x615QA3sXGl7O2d38dS8azsYz7eUrv7C9k7ROLDiaKwqi"
        "wcSdGc1EY+oX/36rj4hKY5ReLG93qD+EWNUhe2GkYRNJ1FsJfEcEh5MmozicbVh5QqgHgTSgMfee2ejT1eYg"
        "i0UWGCCf09YdiBROLe+EPlgErq19AcDttUdrQ1sZDrgYeVBB74dz7QeFS5E/YIB/Smtjd3wLTt3n86Hc7Aqi"
        "LTF4fov/hkRNSfZTpKRvNLo86ibZBWHEWjfskuw+qwrObZcTLXjyHmbPa/6ZwoL8zL5M3+eJmfKGmn8xqLDz"
        "9NhtYTrUloj1z6Ws+hk3KYiB1sc87Pzha81atig8VfgZPX5MNxeFpFtAwmxiYhMU3kFbUtWb/NUrkSIdLteg"
        "TtVopsDTaqxtTVO3NCe5eGLHKHH9MDEwITAJBgUrDgMCGgUABBQuFWMNRRd41CJQaaE1b+lWh9mAcQQI/kFA"
        "YrjzgiQCAggA"
    ),
    "2DES": b64decode(
        "MIICBAIBAzCCAcoGCSqGSIb3DQEHAaCCAbsEggG3MIIBszCCAa8GCSqGSIb3DQEHBqCCAaAwggGcAgEAMIIB"
        "lQYJKoZIhvcNAQcBMBwGCiqGSIb3DQEMAQQwDgQIbkV8bUNO+9ICAggAgIIBaLx4oEay/3TqI0RU31Xndrfn"
        "eW4d2eGNQu/e+Tvt5cGwUq/ry7r5TcPo+QgTIMwMr6vUf7+cTfRLxveym+hZag11TDjFXOtMqQYxD5oXwE9A"
        "sskCHDOwEfv4p16yh76zyToDXdFBcXr4w9V9JNENS7uh1dFMqBWxWi5ppbkaJ6JuB0GLmLbDhsvlx81ZQk+N"
        "OCsEG/gXRpe1l4E6SXiZIQhlZYa7Eu6hj900NVsTgsmDim1+6ivFKBMoAhekCxkSN8tW34pH2JMLmtiCKmOR"
        "7e5lwjFQJS8qJL6PpWhIY9U2OCXmN5TXHwz4MAPvp4l5mvmGrgvnnCj8VAEfrz9EGzv1hcPUsKP+Rl6N/9aX"
        "duvJ5OqBwxRaJ8uot1KFS7mSOhe/zIj4PT0Y/f4eAFiUTgvZQro5rK/KnNoKk60maIl4OAoBl8LIaEpDjCer"
        "WoEq9/gh8IqXg5fetd7V1BgcSHz9Rcz8e1qhSTAxMCEwCQYFKw4DAhoFAAQU22cOlJotyXbl/OVUpfVMIXRy"
        "ZLkECBJpW4wZpzxbAgIIAA=="
    ),
    "RC2-128": b64decode(
        "MIICBAIBAzCCAcoGCSqGSIb3DQEHAaCCAbsEggG3MIIBszCCAa8GCSqGSIb3DQEHBqCCAaAwggGcAgEAMIIB"
        "lQYJKoZIhvcNAQcBMBwGCiqGSIb3DQEMAQUwDgQI73zicdolcOgCAggAgIIBaBto4KSkjcpSEQtNiHZU3GCm"
        "TTwppnKEXElOze/ATl5WCRtQGu0iDEU9B46aSkHSY7Bu+CgP3FM7MgY7uqNxLES3wCdFzwya9Qhc9AoizWSw"
        "KnzZ7Vx3PCPdXxa+1eUqr+34YfWFS8foxY+sur0ZRrFEv2NLtLkOkQ+cd0mDoFKFsecz/ltDvs3UNY9xb46S"
        "ji2eARwSeckL8aUuM6ibXq+byyAS1M3UF8AY+YywaikQenadXkDUJRPI9W0Ulr2gILV1uP+2Grsyzpfhxu5h"
        "RL3dDFxNbWm6JaBU/tXUgXwmVCXLkldoTvXhPphTw4txn2yAEB/PQHkRkmbJnLXYOjlylXsPAAE+2tETKopR"
        "ya0dWIm7W+DUq2+kpdre8yJG2iRqPUvGTLPDmFnS7D5SLLTGwXgVexPUSrSxRD+RadNVUAYNn0TdxCwyuXri"
        "QrmgbdOAdfL8+gS2L8Q67sIxIWLBqz+GCxssUzAxMCEwCQYFKw4DAhoFAAQUwzAOBU4eHeSZN9ENWzdDWH27"
        "VukECEwKRpjak/utAgIIAA=="
    ),
    "RC2-40": b64decode(
        "MIICBAIBAzCCAcoGCSqGSIb3DQEHAaCCAbsEggG3MIIBszCCAa8GCSqGSIb3DQEHBqCCAaAwggGcAgEAMIIB"
        "lQYJKoZIhvcNAQcBMBwGCiqGSIb3DQEMAQYwDgQIjeRwol891FwCAggAgIIBaBm7GVsmLEvY2/bPoyDdHPqR"
        "gl+va64DR94yrgzT7yQspFUW9wMcg+JArkhoXqdkv+5V4h9g0VxZ3oRJRiOwW8Gpx6ze/amcB4FyB8W1ECW2"
        "ibU8zNX2m5MvKtDRogU2VuEbbJJkNxlqrPWPWWEeyUKy8eIBSZCW+YLqYpyxszozi5CSqCPrGsTTR2n3tCHh"
        "q5rvZsYTp+5fWym1ICtBL7LqBQs+d2fkOMBo1XAK2huNzQez7eXQVpZ4qqLxkC6S5k0ssdYg0LCVLgmMhl4w"
        "fe5GHs+ABlxVGIr916W9ta+R1VJnyRnygmgC0rTveFW/Z+oF7EIeoaBXtXtiUae1LOG1JMer2YMulnQSYXJ5"
        "ZbQEQt0OsALZyxbiHspiwYwplPsmVK1RWT2WOH2H5KRNUo4ta2BrrOYpLb2czqO31HCvhXXY0DqNo8QipsXh"
        "zfHBvvn6Sruz5HopB9knHSinhZTHUBKbDTaoujAxMCEwCQYFKw4DAhoFAAQU/XBi99xCLJ+6BKxK3zBiNi2M"
        "l9gECKtqwvXWNgWBAgIIAA=="
    ),
}
