import Foundation
import Testing

/// A table of situations holds facts only: what tells who somebody is, is refused, and never repeated.
@Suite struct SituationIdentityTests {
  private func errors(_ text: String) throws -> String {
    let program = try Program()
    _ = try program.file("people.csv", text)
    let result = try program.run("screen --situations people.csv --on 2023-10-10")
    #expect(result.status == 2 && result.output.isEmpty)
    return result.errors
  }

  /// Columns as intake sheets call them, in both languages.
  @Test func columnsThatTellWhoSomebodyIsAreRefused() throws {
    let columns = [
      "A-Number", "A#", "A Number", "ANumber", "Alien Registration No.", "alien_number",
      "USCIS number", "Name",
      "Full name", "FIRST_NAME", "Apellidos", "passport no", "Pasaporte", "DOB", "D.O.B.",
      "Date of birth",
      "fecha de nacimiento", "CURP", "cédula", "Cedula de identidad", "DNI", "RUT", "phone",
      "Teléfono", "celular",
      "e-mail", "E Mail", "correo electrónico", "address", "Dirección", "domicilio", "SSN",
      "Social Security",
      "case number", "Número de expediente", "receipt number", "I-94", "WhatsApp", "zip",
      "client id",
    ]
    let refused = try errors(
      columns.joined(separator: ",") + ",nationality\n" + columns.map { _ in "1," }.joined()
        + "VEN\n")
    for (index, column) in columns.enumerated() {
      #expect(
        refused.contains(
          ":1:\(index + 1): expected facts only, nothing that tells who somebody is, found a column \"\(column)\""
        ),
        "\(column)")
    }
    #expect(refused.contains("No name, number or address is needed for an answer"))
  }

  /// A column without a telling name, whose values look like numbers of people, documents, telephones or addresses.
  @Test(arguments: [
    "A012345678", "A 012 345 678", "123-45-6789", "+58 412-555-0134", "(305) 555-0134",
    "V-12345678",
    "12.345.678-5", "12.345.678-K", "IOE0123456789", "PEGJ850315HJCRRN07", "C01234567",
    "someone@example.org", "1200 Example Street", "Calle 12 # 34-56",
  ])
  func valuesThatLookLikeIdentityAreRefusedAndNotRepeated(value: String) throws {
    let unnamed = try errors("ref,nationality\n\"\(value)\",VEN\n")
    #expect(unnamed.contains("1:1: expected facts only") && !unnamed.contains(value))
    let misplaced = try errors("nationality,arrived\nVEN,\"\(value)\"\n")
    #expect(misplaced.contains("2:2 (arrived)") && misplaced.contains("a person"))
    #expect(!misplaced.contains(value))
  }

  /// Dates and countries that are only miswritten are shown, so that they can be found.
  @Test(arguments: ["05/08/2023", "2023-13-01", "5.8.23", "August 2023"])
  func aMiswrittenDateIsShown(value: String) throws {
    let said = try errors("nationality,arrived\nVEN,\(value)\n")
    #expect(said.contains(value) && !said.contains("a person"))
  }

  @Test(arguments: [
    ("nationality,age\nVEN,12345678", "2:2 (age)"),
    ("nationality,count\nVEN,4155550134", "2:2 (count)"),
    ("arrived,Arrived\n2023-01-01,2023-01-02", "each fact in one column"),
  ])
  func numbersOfPeopleAreNoFacts(text: String, words: String) throws {
    let said = try errors(text)
    #expect(said.contains(words) && !said.contains("12345678") && !said.contains("4155550134"))
  }
}
