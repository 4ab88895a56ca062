# How Python sends lists: urlencode with doseq, and the package requests if it is installed.
import json
import os
import sys
from urllib.parse import urlencode
from urllib.request import urlopen

URL = os.environ["BASE"] + "/v1/observations"
LISTS = {"metric": ["goods_trade", "goods_exports"], "between": ["PAK", "KAZ"], "limit": 5}


def rows(query):
    with urlopen(URL + "?" + query) as answer:
        return json.load(answer)["data"]


commas = rows(urlencode({name: ",".join(value) if isinstance(value, list) else value for name, value in LISTS.items()}))
assert len(commas) == 5, commas
assert rows(urlencode(LISTS, doseq=True)) == commas
try:
    import requests
except ImportError:
    print("requests: IT WAS NOT RUN, for the package is not installed", file=sys.stderr)
else:
    assert requests.get(URL, params=LISTS, timeout=60).json()["data"] == commas
