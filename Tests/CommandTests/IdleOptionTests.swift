import Testing

/// Options that would change nothing in the use that is made of a command: refused by name, not passed over.
@Suite struct IdleOptionTests {
  private static let series = "backtest darien --from 2024-01 --to 2024-02 --method persistence"

  @Test(arguments: [
    ("--runs 5", "runs"), ("--members=30", "members"), ("--install", "install"),
    ("--corridor venezuela-us", "corridor"), ("--threads 2", "threads"),
  ])
  func `what is of the corridor is refused beside series`(_ option: String, _ name: String) throws {
    let told = try Program.shared.get().run("\(Self.series) \(option)")
    #expect(told.status == 64 && told.output.isEmpty)
    #expect(
      told.errors
        == "Error: --\(name): leave it out, it would change nothing without --model corridor.\n")
  }

  @Test(arguments: [
    ("--horizons 2", "horizons"), ("--method theta", "method"), ("--years", "years"),
    ("--nowcast", "nowcast"), ("--every year", "every"),
  ])
  func `what is of series is refused beside the corridor`(_ option: String, _ name: String) throws {
    let told = try Program.shared.get().run(
      "backtest --model corridor --from 2024-01 --to 2024-01 \(option) --lang es")
    #expect(told.status == 64 && told.output.isEmpty)
    #expect(
      told.errors
        == "Error: --\(name): quítela, no cambiaría nada junto a --model corridor.\n")
  }
}
