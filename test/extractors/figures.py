"""Made-up figures of the forms of 2019 and 2021 whose sums agree, by the cell keys of the product."""
import random

APPLICANTS = ["naturalPerson", "business", "research", "publicWelfare", "legalService", "other", "total"]
RESULTS = ["upheld", "corrected", "other", "pending", "total"]
REVIEW_BLOCKS = ["reconsideration", "litigationDirect", "litigationAfterReconsideration"]

# A row of table two: its key, the label of its group (or none) and its own label.
RECEIVED = [
    ("received", None, "一、本年新收政府信息公开申请数量"),
    ("carriedIn", None, "二、上年结转政府信息公开申请数量"),
]
OUTCOMES = [
    ("granted", None, "（一）予以公开"),
    ("partlyGranted", None, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("refused.stateSecret", "（三）不予公开", "1.属于国家秘密"),
    ("refused.forbiddenByLaw", "（三）不予公开", "2.其他法律行政法规禁止公开"),
    ("refused.securityOrStability", "（三）不予公开", "3.危及“三安全一稳定”"),
    ("refused.thirdPartyRights", "（三）不予公开", "4.保护第三方合法权益"),
    ("refused.internalAffairs", "（三）不予公开", "5.属于三类内部事务信息"),
    ("refused.processInformation", "（三）不予公开", "6.属于四类过程性信息"),
    ("refused.enforcementFile", "（三）不予公开", "7.属于行政执法案卷"),
    ("refused.administrativeQuery", "（三）不予公开", "8.属于行政查询事项"),
    ("unableToProvide.notHeld", "（四）无法提供", "1.本机关不掌握相关政府信息"),
    ("unableToProvide.needsCreation", "（四）无法提供", "2.没有现成信息需要另行制作"),
    ("unableToProvide.stillUnclear", "（四）无法提供", "3.补正后申请内容仍不明确"),
    ("notProcessed.petitionOrComplaint", "（五）不予处理", "1.信访举报投诉类申请"),
    ("notProcessed.duplicate", "（五）不予处理", "2.重复申请"),
    ("notProcessed.publication", "（五）不予处理", "3.要求提供公开出版物"),
    ("notProcessed.excessive", "（五）不予处理", "4.无正当理由大量反复申请"),
    ("notProcessed.reconfirmation", "（五）不予处理", "5.要求行政机关确认或重新出具已获取信息"),
]
OTHER_OUTCOMES = [
    ("otherOutcome.notSupplementedInTime", "（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("otherOutcome.unpaidFee", "（六）其他处理", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("otherOutcome.other", "（六）其他处理", "3.其他"),
]
OTHER_OUTCOME_2019 = [("otherOutcome.all", None, "（六）其他处理")]
OUTCOME_TOTAL = [("outcomeTotal", None, "（七）总计")]
CARRIED_OUT = [("carriedOut", None, "四、结转下年度继续办理")]


def outcome_rows(form):
    """The rows under 三、本年度办理结果; `2021-single` is the form of 2021 with the single row of 2019."""
    return OUTCOMES + (OTHER_OUTCOMES if form == "2021" else OTHER_OUTCOME_2019) + OUTCOME_TOTAL


def disclosure_rows(form):
    """Blocks of table one: article, column headers, rows of (label, cell keys; None where the form prints no number)."""
    if form == "2019":
        documents = ["made", "newlyDisclosed", "totalDisclosed"]
        items = ["previousYearItems", "change", "decisions"]
        return [
            ("第二十条第（一）项", ["本年新制作数量", "本年新公开数量", "对外公开总数量"],
             [("规章", [f"rules.{c}" for c in documents]), ("规范性文件", [f"normativeDocuments.{c}" for c in documents])]),
            ("第二十条第（五）项", ["上一年项目数量", "本年增/减", "处理决定数量"],
             [("行政许可", [f"licensing.{c}" for c in items]), ("其他对外管理服务事项", [f"otherServices.{c}" for c in items])]),
            ("第二十条第（六）项", ["上一年项目数量", "本年增/减", "处理决定数量"],
             [("行政处罚", [f"penalties.{c}" for c in items]), ("行政强制", [f"coercion.{c}" for c in items])]),
            ("第二十条第（八）项", ["上一年项目数量", "本年增/减"],
             [("行政事业性收费", ["administrativeFees.previousYearItems", "administrativeFees.change"])]),
            ("第二十条第（九）项", ["采购项目数量", "采购总金额"],
             [("政府集中采购", ["procurement.items", "procurement.amount"])]),
        ]
    documents = ["issued", "repealed", "inForce"]
    return [
        ("第二十条第（一）项", ["本年制发件数", "本年废止件数", "现行有效件数"],
         [("规章", [f"rules.{c}" for c in documents]), ("行政规范性文件", [f"normativeDocuments.{c}" for c in documents])]),
        ("第二十条第（五）项", ["本年处理决定数量"], [("行政许可", ["licensing.decisions"])]),
        ("第二十条第（六）项", ["本年处理决定数量"], [("行政处罚", ["penalties.decisions"]), ("行政强制", ["coercion.decisions"])]),
        ("第二十条第（八）项", ["本年收费金额（单位：万元）"], [("行政事业性收费", ["administrativeFees.amount"])]),
    ]


def figures(seed, form, busy=0.4, most=60):
    """Every cell of a report. `busy` is the share of outcome rows with numbers, `most` the greatest of them."""
    rnd = random.Random(seed)
    cells = {}

    def count(key):
        column = key.rsplit(".", 1)[1]
        if key.startswith("rules."):
            return rnd.choice([0, 0, rnd.randint(0, 4)])
        if column == "change":
            return rnd.choice([0, rnd.randint(-9, 30)])
        if column == "amount":
            return rnd.choice([0, round(rnd.uniform(1, most * 40), 2), round(rnd.uniform(1, most * 40), 1)])
        if column == "decisions":
            return rnd.choice([0, rnd.randint(1, most * 120)])
        return rnd.choice([0, rnd.randint(1, most)])

    for _, _, rows in disclosure_rows(form):
        for _, keys in rows:
            for key in keys:
                cells[f"disclosure.{key}"] = count(key)
    totals = [0] * 6

    def put(row, values):
        for applicant, value in zip(APPLICANTS, [*values, sum(values)]):
            cells[f"applications.{row}.{applicant}"] = value

    for row, _, _ in outcome_rows(form)[:-1]:
        values = [0] * 6
        if rnd.random() < busy:
            values[0] = rnd.randint(1, most)
            if rnd.random() < 0.4:
                values[1] = rnd.randint(1, max(2, most // 6))
            if rnd.random() < 0.2:
                values[rnd.randint(2, 5)] = rnd.randint(1, max(2, most // 12))
        totals = [total + value for total, value in zip(totals, values)]
        put(row, values)
    carried_out = [rnd.randint(0, max(2, most // 6)), rnd.randint(0, 2), 0, 0, 0, 0]
    carried_in = [min(rnd.randint(0, max(2, most // 8)), totals[0]), 0, 0, 0, 0, 0]
    put("outcomeTotal", totals)
    put("carriedOut", carried_out)
    put("carriedIn", carried_in)
    put("received", [total + out - before for total, out, before in zip(totals, carried_out, carried_in)])
    for block in REVIEW_BLOCKS:
        values = [rnd.choice([0, rnd.randint(1, max(3, most // 6))]) for _ in range(4)]
        for result, value in zip(RESULTS, [*values, sum(values)]):
            cells[f"review.{block}.{result}"] = value
    return cells
