"""Fetches a table of disclosure rates by year and prints it. Python 3.9 or newer, nothing to install.

    OGI_URL=http://127.0.0.1:4000 python3 docs/examples/python/rates_by_year.py

In a notebook: `pandas.DataFrame(rates_by_year())`.
"""

import json
import os
import urllib.request

URL = os.environ.get("OGI_URL", "http://127.0.0.1:4000")

QUERY = """
query ($key: String!) {
  aggregate(
    groupBy: [YEAR]
    measures: [{ type: POOLED_RATE, key: $key }, { type: MEAN, key: $key }]
  ) {
    groups {
      keys { value }
      reports
      values { value reportsWithValue numerator denominator }
    }
    warnings { messageEn }
  }
}
"""


def ask(query, variables):
    """Sends a query and gives its data; an error says what to do about it."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(
        f"{URL}/graphql", body, {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request) as response:
        answer = json.load(response)
    if answer.get("errors"):
        error = answer["errors"][0]
        raise RuntimeError(f"{error['message']} {error['extensions'].get('remedy') or ''}")
    return answer["data"]


def rates_by_year(key="derived.disclosedRate.ofConcluded"):
    """One row a year: the pooled rate, the mean of rates, and how many reports they rest on."""
    result = ask(QUERY, {"key": key})["aggregate"]
    rows = []
    for group in result["groups"]:
        pooled, mean = group["values"]
        rows.append(
            {
                "year": int(group["keys"][0]["value"]),
                "reports": group["reports"],
                "reports_with_rate": pooled["reportsWithValue"],
                "pooled_rate": pooled["value"],
                "mean_rate": mean["value"],
            }
        )
    return rows


def shown(value):
    """A missing rate is a blank, never a zero."""
    return "" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    print("year  reports  with rate  pooled   mean")
    for row in rates_by_year():
        print(
            f"{row['year']}  {row['reports']:7}  {row['reports_with_rate']:9}  "
            f"{shown(row['pooled_rate']):>6}  {shown(row['mean_rate']):>5}"
        )
