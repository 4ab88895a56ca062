"""Shortest ways over the files of the corridor graph, independent of the service.

  python3 dijkstra.py FOLDER < questions.json > answers.json

A question is {"from": [place...], "to": [place...], "closed": [place or leg...]}. Its answer has
the kilometres for each from (a row) and to (a column), null where there is no way. Planned legs are
not used. Python 3.8 or newer, standard library only.
"""
import csv
import heapq
import json
import os
import sys
from collections import defaultdict


def rows(folder, name):
    with open(os.path.join(folder, name), newline='', encoding='utf-8') as file:
        return list(csv.DictReader(file))


def lengths(folder):
    """Kilometres of each leg: by the preferred claim, or by the only one."""
    preferred = {row['claim'] for row in rows(folder, 'relations.csv') if row['kind'] == 'preferred_over'}
    claims = defaultdict(list)
    for row in rows(folder, 'claims.csv'):
        if row['metric'] == 'route_length' and row['bound'] != 'range':
            claims[row['subject']].append(row)
    found = {}
    for leg, own in claims.items():
        best = own if len(own) == 1 else [row for row in own if row['id'] in preferred]
        if len(best) == 1:
            found[leg] = float(best[0]['value'])
    return found


def neighbours(folder, closed):
    km = lengths(folder)
    graph = defaultdict(list)
    for leg in rows(folder, 'legs.csv'):
        passes = [place for place in leg['passes'].split('|') if place]
        touched = {leg['id'], leg['from'], leg['to'], *passes}
        if leg['state'] != 'planned' and not touched & closed:
            graph[leg['from']].append((leg['to'], km[leg['id']]))
            graph[leg['to']].append((leg['from'], km[leg['id']]))
    return graph


def distances(graph, start):
    known, waiting = {}, [(0.0, start)]
    while waiting:
        far, place = heapq.heappop(waiting)
        if place in known:
            continue
        known[place] = far
        for other, km in graph[place]:
            if other not in known:
                heapq.heappush(waiting, (far + km, other))
    return known


def answer(folder, question):
    graph = neighbours(folder, set(question['closed']))
    known = [distances(graph, start) for start in question['from']]
    return [[of.get(place) for place in question['to']] for of in known]


print(json.dumps([answer(sys.argv[1], question) for question in json.load(sys.stdin)]))
