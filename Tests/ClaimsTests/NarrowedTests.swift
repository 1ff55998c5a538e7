import Claims
import Testing

/// A true total is no support for what the words beside it narrow. The figures are everybody's: 302,203 people crossed
/// the Darién in 2024 by Panama's migration service, Border Patrol made 8,725 arrests at the southwest border in May 2025
/// by CBP.
@Suite struct NarrowedTests {
  private static let supporting: Set<Verdict> = [.supported, .rounded, .revised]

  private func verdicts(_ text: String) throws -> [(String, Verdict)] {
    try ClaimsFixture.report(text, "2025-07-05").claims.map { ($0.text, $0.verdict) }
  }

  private func isSupported(_ number: String, in text: String) throws -> Bool {
    try verdicts(text).contains { $0.0.contains(number) && Self.supporting.contains($0.1) }
  }

  @Test func everybodyIsSupported() throws {
    #expect(try isSupported("302,203", in: "In 2024, 302,203 people crossed the Darién."))
    #expect(try isSupported("302.203", in: "En 2024 cruzaron el Darién 302.203 personas."))
    #expect(
      try isSupported(
        "8,725",
        in: "The Border Patrol arrested 8,725 migrants at the southwest border in May 2025."))
  }

  @Test(arguments: [
    "Some 302,203 women crossed the Darién in 2024.",
    "302,203 children crossed the Darién in 2024.",
    "302,203 unaccompanied children crossed the Darién in 2024.",
    "302,203 pregnant women crossed the Darién in 2024.",
    "302,203 people died crossing the Darién in 2024.",
    "302,203 fewer people crossed the Darién in 2024 than in 2023.",
    "In 2024, 302,203 people from Africa crossed the Darién.",
    "En 2024 cruzaron el Darién 302.203 mujeres.",
    "En 2024 murieron 302.203 personas al cruzar el Darién.",
  ])
  func aPartIsNotSupportedByAll(_ text: String) throws {
    let number = text.contains("302.203") ? "302.203" : "302,203"
    #expect(try !isSupported(number, in: text))
  }

  @Test(arguments: [
    "Mexico detained 8,725 migrants in May 2025.",
    "The Border Patrol did not arrest 8,725 migrants at the southwest border in May 2025.",
    "La Patrulla Fronteriza detuvo a 8.725 mujeres en la frontera con México en mayo de 2025.",
  ])
  func anotherEventIsNotSupported(_ text: String) throws {
    #expect(try !isSupported(text.contains("8.725") ? "8.725" : "8,725", in: text))
  }
}
