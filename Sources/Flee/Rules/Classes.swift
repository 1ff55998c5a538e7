/// The traits that the rules look at: everybody of a class has the same chances and weights.
struct TraitClass: Hashable {
  /// The score of a place is squared: for children, old people or women, as the settings say.
  var avoidsHazards = false
  /// A male over 14: every place has the score 1.
  var takesRisk = false
  /// How much they heed a forecast of floods.
  var forecastWeight = 0.0
  var ethnicity = ""
  var religion = ""
}

/// The traits of people, drawn when they set out.
struct Traits {
  private let demographics: [FleeInstance.Demographic]
  private let rules: MovementSettings
  /// Names of all traits, in the order of their values.
  let names: [String]
  /// Values of each combination that anybody has.
  private(set) var combinations: [[String]] = []
  /// Class of each combination, as an index into ``distinctClasses``.
  private(set) var classes: [Int] = []
  /// The classes that anybody belongs to.
  private(set) var distinctClasses: [TraitClass] = [TraitClass()]
  private var numbers: [[String]: Int32] = [:]

  init(_ instance: FleeInstance) {
    demographics = instance.demographics
    rules = instance.settings
    let listed = Set(instance.agents.flatMap(\.traits.keys))
    let drawn = instance.demographics.map(\.name)
    names = drawn + listed.subtracting(drawn).sorted()
    _ = number(of: [String](repeating: "", count: names.count))
  }

  /// Whether anybody has traits.
  var isEmpty: Bool { names.isEmpty }

  /// Number of the combination of values that a person from a place gets.
  mutating func draw(home: String, _ random: (Int) -> Double) -> Int32 {
    var values = demographics.enumerated().map { index, demographic in
      demographic.draw(home: home, random(index))
    }
    values += [String](repeating: "", count: names.count - values.count)
    return number(of: values)
  }

  /// Number of the combination of a person listed one by one.
  mutating func number(listed: [String: String]) -> Int32 {
    number(of: names.map { listed[$0] ?? "" })
  }

  private mutating func number(of values: [String]) -> Int32 {
    if let number = numbers[values] { return number }
    let number = Int32(combinations.count)
    numbers[values] = number
    combinations.append(values)
    classes.append(classNumber(of: values))
    return number
  }

  private mutating func classNumber(of values: [String]) -> Int {
    func value(_ name: String) -> String {
      names.firstIndex(of: name).map { values[$0] } ?? ""
    }
    let age = Double(value("age"))
    let gender = value("gender")
    var result = TraitClass()
    if rules.childrenAvoidHazards, let age { result.avoidsHazards = age < 19 }
    if rules.childrenAvoidHazards, rules.boysTakeRisk, let age {
      result.takesRisk = age > 14 && gender == "male"
    }
    if rules.elderlyAvoidHazards, let age, age > 59 { result.avoidsHazards = true }
    if rules.womenAvoidHazards, gender == "female" { result.avoidsHazards = true }
    if let weights = rules.floodForecast?.awarenessWeights, let level = Int(value("floodawareness"))
    {
      result.forecastWeight = weights.indices.contains(level) ? weights[level] : 0
    }
    if rules.matchesEthnicity { result.ethnicity = value("ethnicity") }
    if rules.matchesCampReligion { result.religion = value("religion") }
    if let index = distinctClasses.firstIndex(of: result) { return index }
    distinctClasses.append(result)
    return distinctClasses.count - 1
  }
}
