import Periods
import Wording

/// Something about a person's situation that a rule's condition can use.
package struct Fact: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case yesNo
    case day
    case number
    /// ISO 3166-1 alpha-3.
    case country
    /// One of a few words.
    case choice([String])
  }

  /// Its name in expressions: "resident-since".
  package let id: String
  package let kind: Kind
  /// How reasons name it: "continuous residence since".
  package let label: Localized
  /// How an interview asks for it.
  package let question: Localized
  /// Whether a screening varies it when it searches for what would change an answer. Nationality and
  /// age are never varied.
  package let isChangeable: Bool
  /// What a choice's words mean, in their order.
  package let choices: [Localized]
  /// Whether it lies in the past: another value is told as what would have been.
  package let isPast: Bool
  /// Why an interview asks for it.
  package let why: Localized?
  /// For a question that stands for several: the facts of which it asks which are so. "no" says that none is.
  package let covers: [String]
  /// For one about time: the day since which "yes" says that the covered facts have lasted.
  package let coversSince: String?

  package init(
    id: String, kind: Kind, label: Localized, question: Localized, isChangeable: Bool = true,
    choices: [Localized] = [], isPast: Bool = false, why: Localized? = nil,
    covers: [String] = [], coversSince: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.label = label
    self.question = question
    self.isChangeable = isChangeable
    self.choices = choices
    self.isPast = isPast
    self.why = why
    self.covers = covers
    self.coversSince = coversSince
  }
}

extension Fact {
  /// Reads a value as it is written on a command line or in a file; `nil` when it is of another kind.
  package func value(_ text: String) -> FactValue? {
    switch kind {
    case .yesNo:
      ["yes", "true"].contains(text)
        ? .yesNo(true) : ["no", "false"].contains(text) ? .yesNo(false) : nil
    case .day: Day(text).map(FactValue.day)
    case .number: Double(text).flatMap { $0.isFinite ? .number($0) : nil }
    case .country:
      isCountryCode(text) ? .word(text) : nil
    case .choice(let words): words.contains(text) ? .word(text) : nil
    }
  }

  /// Whether it asks which of several facts are so.
  package var isList: Bool { !covers.isEmpty && coversSince == nil }

  /// How a value is written, for messages.
  package var format: Localized {
    if isList {
      let names = covers.joined(separator: ", ")
      return Localized("no, or some of \(names)", "no, o algunos de \(names)")
    }
    return switch kind {
    case .yesNo: Localized("yes or no", "sí (yes) o no")
    case .day: Localized("a date such as 2023-07-31", "una fecha como 2023-07-31")
    case .number: Localized("a number", "un número")
    case .country:
      Localized(
        "a country's three letters, such as VEN", "las tres letras de un país, como VEN")
    case .choice(let words):
      Localized(
        "one of \(words.joined(separator: ", "))", "una de \(words.joined(separator: ", "))")
    }
  }
}

/// The value of a fact.
package enum FactValue: Hashable, Sendable {
  case yesNo(Bool)
  case day(Day)
  case number(Double)
  /// A country's code, or a choice's word.
  case word(String)
}

extension Fact {
  /// The facts that every policy file can use; a file may add yes-or-no facts of its own.
  package static let common: [Fact] = [
    Fact(
      id: "nationality", kind: .country, label: Localized("nationality", "nacionalidad"),
      question: Localized(
        "Nationality (the country, such as Venezuela)", "Nacionalidad (el país, como Venezuela)"),
      isChangeable: false,
      why: Localized(
        "Some rules are for nationals of a few countries only.",
        "Algunas normas son solo para nacionales de unos pocos países.")),
    Fact(
      id: "in", kind: .country, label: Localized("country where the person is", "país donde está"),
      question: Localized(
        "Country where the person is now (such as Mexico)",
        "País donde está ahora la persona (como México)"),
      why: Localized(
        "What is open differs from country to country.",
        "Lo que está abierto cambia de un país a otro.")),
    Fact(
      id: "arrived", kind: .day,
      label: Localized("day of arrival in the country", "día de llegada al país"),
      question: Localized(
        "Day of arrival in that country (YYYY-MM-DD)", "Día de llegada a ese país (AAAA-MM-DD)"),
      isPast: true,
      why: Localized(
        "Many rules have a last day, or count days from the arrival.",
        "Muchas normas tienen un último día, o cuentan días desde la llegada.")),
    Fact(
      id: "arrival", kind: .choice(["between-ports", "port-of-entry", "air", "sea"]),
      label: Localized("way of arrival", "forma de llegada"),
      question: Localized("Way of arrival", "Forma de llegada"),
      choices: [
        Localized(
          "across the land border between ports of entry", "por tierra, entre puertos de entrada"),
        Localized("at a port of entry on land", "por tierra, en un puerto de entrada"),
        Localized("by air", "por aire"), Localized("by sea", "por mar"),
      ], isPast: true,
      why: Localized(
        "Rules differ for those who were inspected at a port and those who were not.",
        "Las normas difieren según si la persona pasó por un puerto de entrada.")),
    Fact(
      id: "resident-since", kind: .day,
      label: Localized("continuous residence since", "residencia continua desde"),
      question: Localized(
        "Continuously resident there since (YYYY-MM-DD)",
        "Residencia continua allí desde (AAAA-MM-DD)"), isPast: true,
      why: Localized(
        "Protected status asks for residence since a day.",
        "El estatus de protección exige residir allí desde una fecha.")),
    Fact(
      id: "present-since", kind: .day,
      label: Localized("continuous physical presence since", "presencia física continua desde"),
      question: Localized(
        "Continuously physically present there since (YYYY-MM-DD)",
        "Presencia física continua allí desde (AAAA-MM-DD)"), isPast: true,
      why: Localized(
        "Some rules ask for presence without a break since a day.",
        "Algunas normas exigen presencia sin interrupción desde una fecha.")),
    Fact(
      id: "sponsor", kind: .yesNo, label: Localized("a sponsor", "un patrocinador"),
      question: Localized("Is there a sponsor (a supporter) there?", "¿Hay un patrocinador allí?"),
      why: Localized("A programme asked for one.", "Un programa lo pedía.")),
    Fact(
      id: "appointment", kind: .yesNo, label: Localized("an appointment", "una cita"),
      question: Localized(
        "Is or was there an appointment at a port of entry?",
        "¿Hay o hubo una cita en un puerto de entrada?"), isPast: true,
      why: Localized(
        "Who came by appointment is exempt from some limits.",
        "Quien llegó con cita está exento de algunos límites.")),
    Fact(
      id: "removed", kind: .yesNo, label: Localized("an earlier removal", "una expulsión anterior"),
      question: Localized(
        "Has the person been removed or deported earlier?",
        "¿La persona fue expulsada o deportada antes?"), isPast: true,
      why: Localized(
        "An old removal order can be used again.",
        "Una orden de expulsión anterior puede volver a aplicarse.")),
    Fact(
      id: "family", kind: .yesNo,
      label: Localized("travelling as a family unit", "viaja en unidad familiar"),
      question: Localized(
        "Is the person in a family unit with a child?", "¿Viaja en familia con un menor?")),
    Fact(
      id: "age", kind: .number, label: Localized("age", "edad"),
      question: Localized("Age in years", "Edad en años"), isChangeable: false),
    Fact(
      id: "stayed", kind: .yesNo,
      label: Localized("stayed without a break since the arrival", "permanencia desde la llegada"),
      question: Localized(
        "Has the person stayed in the country without a break since that day?",
        "¿La persona ha permanecido en el país sin interrupción desde ese día?"),
      isChangeable: false,
      why: Localized(
        "Some rules ask for residence or presence since a day.",
        "Algunas normas exigen residencia o presencia desde una fecha."),
      covers: ["resident-since", "present-since"], coversSince: "arrived"),
  ]
}
