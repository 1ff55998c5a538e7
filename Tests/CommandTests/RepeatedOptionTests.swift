import Testing

/// What is given twice: the second would be answered, and the first passed over in silence.
@Suite struct RepeatedOptionTests {
  @Test(arguments: [
    ("record show darien --period 2024-02 --period 2024-03", "--period"),
    ("record show darien --as-of 2024-02-01 --as-of=2024-03-01", "--as-of"),
    ("record compare darien --lang en --lang en", "--lang"),
    ("outlook darien --months 3 --months 4", "--months"),
    ("nowcast darien --count 5 --days 2024-02-01 --count 6", "--count"),
    ("effect usbp-southwest --on 2023-10-05 --on 2023-10-06", "--on"),
    ("screen --nationality VEN --arrived 2023-08-05 --arrived 2020-01-01", "--arrived"),
    ("policy list --on 2023-10-05 --on 2023-10-06", "--on"),
  ])
  func `an option of one value is taken once`(_ line: String, _ name: String) throws {
    let program = try Program.shared.get()
    let told = try program.run(line)
    #expect(told.status == 64)
    #expect(told.output.isEmpty)
    #expect(told.errors == "Error: \(name) is given more than once. Give it once.\n")
  }

  @Test func `it is said in Spanish, and of several at once`() throws {
    let program = try Program.shared.get()
    let told = try program.run(
      "record show darien --from 2023-01 --to 2023-02 --from 2023-02 --to 2023-03 --lang es")
    #expect(told.status == 64)
    #expect(
      told.errors == "Error: --from y --to se dan más de una vez. Dé cada una una sola vez.\n")
  }

  /// Lists, and words behind the end of options, may come again.
  @Test(arguments: [
    "record show darien --by nationality --period 2024-02",
    "record compare darien --period 2024-03 --against 2024-02 --against 2024-01",
    "outlook encounters-southwest --by nationality --by sector --months 1 --top 2",
  ])
  func `lists may come again`(_ line: String) throws {
    let told = try Program.shared.get().run(line)
    #expect(told.status == 0, "\(told.errors)")
  }
}
