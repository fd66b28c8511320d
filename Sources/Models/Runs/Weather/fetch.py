"""Writes four years of weather in Seattle, a row a day.

Run:  python fetch.py FOLDER      with the PyPI packages vega_datasets 0.9.0, which is read as files, and numpy

training.csv: 2012 and 2013; validation.csv: 2014; today.npy: all up to 2015, the year to judge by; highest.npy: the
highest temperature of each day of these in degrees Celsius, as the column `highest`. `today0` to `today5` are that,
the lowest, the logarithm of the rain in millimetres and one, the mean wind in metres a second, and sine and cosine of
the day of the year.
"""

import csv
import datetime
import importlib.util
import math
import pathlib
import sys

import numpy

def features(day, date):
    angle = 2 * math.pi * date.timetuple().tm_yday / 365.25
    return [
        float(day["temp_max"]), float(day["temp_min"]), math.log1p(float(day["precipitation"])),
        float(day["wind"]), math.sin(angle), math.cos(angle)]


def write(path, days):
    with open(path, "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["highest", *(f"today{i}" for i in range(6))])
        for today in days:
            table.writerow([today[0], *(f"{number:.4f}" for number in today)])


def main(folder):
    package = pathlib.Path(importlib.util.find_spec("vega_datasets").origin).parent
    with open(package / "_data" / "seattle-weather.csv", newline="") as file:
        days = list(csv.DictReader(file))
    dates = [datetime.date(*map(int, day["date"].split("/"))) for day in days]
    years = numpy.array([date.year for date in dates])
    today = numpy.array([features(day, date) for day, date in zip(days, dates)])
    write(folder / "training.csv", today[years <= 2013].tolist())
    write(folder / "validation.csv", today[years == 2014].tolist())
    numpy.save(folder / "today.npy", today[None].astype(numpy.float32))
    numpy.save(folder / "highest.npy", today[:, 0])


main(pathlib.Path(sys.argv[1]))
