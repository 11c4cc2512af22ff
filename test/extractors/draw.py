"""Sources drawn at random: forms, organs, figures and styles by a seed, so that no one set of sources is what the reader is tuned to."""
import random

from sources import Source

# Fictional places, and organs of every level and length.
PLACES = ["望澜省", "松陂市", "黛麓市槿湄区", "翎涧市", "桓峦县", "槿湄市翎山区", "松澜市", "汀麓县", "云麓县岚溪乡", "澜陂自治州", "桓峦县汀岸镇"]
BODIES = ["人民政府", "教育局", "发展和改革委员会", "住房和城乡建设局", "市场监督管理局", "水利局", "人民政府办公室", "退役军人事务局", "统计局",
          "人力资源和社会保障局", "自然资源和规划局", "应急管理局", "城市管理综合行政执法局", "农业农村局"]
TITLES = ["{organ}{year}年政府信息公开工作年度报告", "{organ}\n{year}年政府信息公开工作年度报告", "{organ}{year}年度政府信息公开工作报告",
          "{year}年{organ}政府信息公开工作年度报告", "{organ}政府信息公开工作{year}年度报告"]


def drawn(count, seed):
    """As many sources; the same seed gives the same ones."""
    rnd = random.Random(seed)
    sources = []
    for index in range(count):
        form = ["2021", "2019", "2021", "2021-single"][index % 4]
        place = rnd.choice(PLACES)
        organ = place + ("人民政府" if place.endswith(("乡", "镇")) else rnd.choice(BODIES))
        sources.append(
            Source(
                f"S{seed}-{index}-{form}",
                seed * 1000 + index,
                form,
                organ,
                2020 if form == "2019" else rnd.randint(2021, 2025),
                title=rnd.choice(TITLES),
                zero=rnd.choice(["0", "0", "0", "", "", "/", "—"]),
                busy=rnd.choice([0.05, 0.2, 0.4, 0.7, 0.95]),
                most=rnd.choice([3, 20, 60, 900, 4800, 98000]),
                thousands=rnd.random() < 0.2,
                full_width_numbers=rnd.random() < 0.15,
                landscape=rnd.random() < 0.15,
                size=rnd.choice([9, 10.5, 10.5, 12]),
                label_width=rnd.choice([5.0, 6.0, 7.0, 8.0, 9.5]),
                margin=rnd.choice([1.9, 2.6, 3.1]),
                footer=rnd.choice([None, "{page}", "- {page} -", "— {page} —", "第 {page} 页 共 {pages} 页"]),
                header=rnd.choice([None, None, "{title}", organ]),
                broken_labels=rnd.random() < 0.25,
                page=rnd.choice(["plain", "chrome", "paragraphs", "headers", "word"]),
                font=rnd.choice(["Noto Serif CJK SC", "Noto Sans CJK SC"]),
                middle=rnd.random() < 0.6,
                row_height=rnd.choice([0, 0, 0.8, 1.1]),
            )
        )
    return sources
