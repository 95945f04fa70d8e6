"""Compares every day of calendar/*.toml with the PyPI package chinesecalendar (MIT).

    pip install chinesecalendar==1.11.0
    python bench/peers/working_days.py
"""

import datetime
import pathlib
import sys
import tomllib

import chinese_calendar

FOLDER = pathlib.Path(__file__).parents[2] / "calendar"
ONE_DAY = datetime.timedelta(days=1)


def days(first: datetime.date, last: datetime.date):
    while first <= last:
        yield first
        first += ONE_DAY


def main() -> int:
    compared, wrong = 0, []
    for path in sorted(FOLDER.glob("*.toml")):
        year = tomllib.loads(path.read_text(encoding="utf-8"))
        day = datetime.date.fromisoformat
        off = {d for holiday in year["holidays"] for d in days(day(holiday["from"]), day(holiday["to"]))}
        worked = {day(text) for text in year["working_weekends"]}
        for date in days(datetime.date(year["year"], 1, 1), datetime.date(year["year"], 12, 31)):
            ours = date in worked or (date.weekday() < 5 and date not in off)
            compared += 1
            if ours != chinese_calendar.is_workday(date):
                wrong.append(date)
    print(f"{compared} days compared, {len(wrong)} differ", *wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
