import Periods

/// What one of UNHCR's tables of refugee statistics holds, and the names its columns have in the
/// API, on the website and at HDX.
struct UNHCRTopic: Sendable {
  /// The dataset that describes it in `sources.yaml`.
  let dataset: String
  /// Columns of counts.
  let counts: [Count]
  /// Columns of labels besides year and countries.
  var labels: [Label] = []
  /// Columns that repeat what others say.
  var passedOver: [String] = []
  /// Columns that no other topic has: one of them shows the topic.
  let signs: [String]

  /// A column of counts.
  struct Count: Sendable {
    let measure: String
    var kind: String?
    /// Folded names; the first is the API's.
    let names: [String]
  }

  /// A column of labels, each written as a code.
  struct Label: Sendable {
    let dimension: Dimension
    let names: [String]
    /// Whether figures mean nothing without it.
    var isNeeded = false
    let codes: [String: String]
  }

  static let all: [UNHCRTopic] = [applications, decisions, solutions, population]

  /// The topic of a table with these folded column names; `nil` when it is none of UNHCR's.
  static func of(_ names: Set<String>) -> UNHCRTopic? {
    guard names.contains("year"), hasCountries(names) else { return nil }
    return all.first { topic in topic.signs.contains { names.contains($0) } }
  }

  private static func hasCountries(_ names: Set<String>) -> Bool {
    (UNHCRColumns.originNames + UNHCRColumns.asylumNames).contains { names.contains($0) }
  }

  /// Kinds of people that together are all of UNHCR's concern outside their own homes.
  static let kindsOfConcern = [
    "refugee", "asylum-seeker", "other-of-concern", "other-in-need-of-protection",
  ]

  static let population = UNHCRTopic(
    dataset: "unhcr-population",
    counts: [
      Count(
        measure: "population-of-concern", kind: "refugee",
        names: [
          "refugees", "refugees under unhcr's mandate", "refugees incl. refugee like situations",
          "ref",
        ]),
      Count(
        measure: "population-of-concern", kind: "asylum-seeker",
        names: ["asylum seekers", "asylum seekers pending cases", "asy"]),
      Count(
        measure: "population-of-concern", kind: "other-of-concern",
        names: ["ooc", "others of concern", "others of concern to unhcr"]),
      Count(
        measure: "population-of-concern", kind: "other-in-need-of-protection",
        names: [
          "oip", "other people in need of international protection",
          "venezuelans displaced abroad", "vda",
        ]),
      Count(
        measure: "returned-refugees", names: ["returned refugees", "ret"]),
      Count(
        measure: "internally-displaced",
        names: ["idps", "idps of concern to unhcr", "internally displaced persons", "idp"]),
      Count(
        measure: "returned-internally-displaced",
        names: ["returned idps", "returned idpss", "rdp"]),
      Count(measure: "stateless", names: ["stateless", "stateless persons", "sta"]),
      Count(measure: "host-community", names: ["hst", "host community"]),
    ],
    signs: [
      "refugees", "refugees under unhcr's mandate", "asylum seekers", "ref", "idps",
      "idps of concern to unhcr", "internally displaced persons", "ooc", "oip",
      "others of concern", "stateless", "stateless persons", "hst", "host community",
    ])

  static let solutions = UNHCRTopic(
    dataset: "unhcr-solutions",
    counts: [
      Count(measure: "returned-refugees", names: ["returned refugees", "refugee returns"]),
      Count(measure: "resettlement-arrivals", names: ["resettlement", "resettlement arrivals"]),
      Count(measure: "naturalisations", names: ["naturalisation"]),
      Count(
        measure: "returned-internally-displaced",
        names: ["returned idps", "returned idpss", "idp returns"]),
    ],
    signs: ["resettlement", "resettlement arrivals", "naturalisation"])

  static let applications = UNHCRTopic(
    dataset: "unhcr-asylum-applications",
    counts: [
      Count(
        measure: "asylum-applications",
        names: ["applied", "applications", "number of applications"])
    ],
    labels: [
      authority,
      Label(
        dimension: .kind, names: ["app type", "application type", "applicationtype"],
        codes: [
          "N": "new-application", "R": "repeat-application", "A": "appeal-application",
          "NR": "new-or-repeat-application", "NA": "new-or-appeal-application",
          "RA": "repeat-or-appeal-application", "J": "judicial-appeal-application",
          "FA": "first-instance-or-appeal-application", "SP": "subsidiary-protection-application",
          "V": "various-application",
        ]),
      level, unit("app pc", "applicationdatatype", "application data type"),
    ],
    passedOver: [
      "applicationaveragepersonspercase", "average persons per case",
    ],
    signs: ["applied", "applications", "number of applications"])

  static let decisions = UNHCRTopic(
    dataset: "unhcr-asylum-decisions",
    counts: [
      Count(
        measure: "asylum-decisions", kind: "recognised",
        names: ["dec recognized", "recognized decisions", "recognized"]),
      Count(
        measure: "asylum-decisions", kind: "complementary-protection",
        names: ["dec other", "complementary protection", "recognizedother"]),
      Count(
        measure: "asylum-decisions", kind: "rejected",
        names: ["dec rejected", "rejected decisions", "rejected"]),
      Count(
        measure: "asylum-decisions", kind: "otherwise-closed",
        names: ["dec closed", "otherwise closed", "otherwiseclosed"]),
    ],
    labels: [
      authority, level, unit("dec pc", "decisiondatatype", "decision data type"),
    ],
    // The total is the sum of the four outcomes.
    passedOver: [
      "dec total", "total decisions", "totaldecided", "total decided",
      "decisionsaveragepersonspercase", "average persons per case",
    ],
    signs: ["dec recognized", "recognized decisions", "recognized"])

  private static let authority = Label(
    dimension: .authority, names: ["procedure type", "proceduretype", "authority"],
    codes: ["G": "government", "J": "joint", "U": "unhcr"])

  private static let level = Label(
    dimension: .level, names: ["dec level", "stage of procedure", "decisiontype", "decision type"],
    codes: [
      "FI": "first-instance", "AR": "administrative-review", "JR": "judicial-review",
      "RA": "repeat-application", "NA": "new-application", "FA": "first-instance-and-appeal",
      "IN": "us-asylum-office", "EO": "us-immigration-court",
      "BL": "backlog", "TP": "temporary-protection", "TA": "temporary-asylum",
      "TR": "temporary-residence", "SP": "subsidiary-protection", "CA": "cantonal",
    ])

  private static func unit(_ names: String...) -> Label {
    Label(
      dimension: .unit, names: names + ["cases persons"], isNeeded: true,
      codes: ["P": "", "C": "cases", "PERSONS": "", "CASES": "cases"])
  }
}
