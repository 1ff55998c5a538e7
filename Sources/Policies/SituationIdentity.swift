import Foundation
import Periods

/// What tells who somebody is: it has no place in a table of situations, and is never repeated in a message.
enum SituationIdentity {
  /// Whether a column's name says so, in either language, however it is written: `A-Number`, `DOB`, `cédula`.
  static func isNamed(by column: String) -> Bool {
    let plain = column.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
    let words = plain.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    if words.contains(where: self.words.contains) { return true }
    let joined = words.joined()
    // "A#" is how many write the number of a file of immigration.
    return joined == "a" || self.words.contains(joined) || phrases.contains { joined.contains($0) }
  }

  /// Whether a value looks like a number of a person or a document, a telephone number, or an address.
  static func isLikely(_ value: String) -> Bool {
    // Far longer than any of them: it is no fact either, and need not be looked at.
    guard value.utf8.count <= 200 else { return true }
    let text = value.trimmingCharacters(in: .whitespaces)
    if text.wholeMatch(of: date) != nil { return false }
    if let at = text.firstIndex(of: "@"), at != text.startIndex, text.last != "@" { return true }
    if text.wholeMatch(of: number) != nil, text.count(where: \.isNumber) >= 7 { return true }
    if text.wholeMatch(of: document) != nil { return true }
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return text.contains(where: \.isNumber) && words.contains(where: streets.contains)
  }

  // Compiled where they are used: a regular expression is not Sendable.
  private static var date: Regex<Substring> {
    /\d{1,2}[-.\/]\d{1,2}[-.\/]\d{2,4}|\d{4}[-.\/]\d{1,2}[-.\/]\d{1,2}/
  }
  /// `+58 412-555-0134`, `123-45-6789`, `12.345.678-5`, `V-12345678`, `A 012 345 678`.
  private static var number: Regex<Substring> {
    /[+(]?(?:[A-Za-z]{1,3}[-. #]?)?\(?\d[\d .()\-]*[\dkK]?/
  }
  /// A receipt of USCIS, a CURP, a passport.
  private static var document: Regex<Substring> {
    /[A-Za-z]{3}\d{10}|[A-Za-z]{4}\d{6}[A-Za-z]{6}[A-Za-z0-9]\d|[A-Za-z]{1,3}\d{6,9}/
  }

  private static let streets: Set<String> = [
    "street", "st", "avenue", "ave", "road", "rd", "drive", "lane", "apt", "apartment", "boulevard",
    "blvd", "calle", "avenida", "av", "carrera", "cra", "colonia", "col", "barrio", "edificio",
    "casa",
  ]

  private static let phrases = [
    "anumber", "alienregistration", "alienno", "aliennumber", "uscisnumber", "socialsecurity",
    "greencard", "dateofbirth", "placeofbirth", "fechadenacimiento", "fechanacimiento",
    "lugardenacimiento", "numerodedocumento", "numerodecaso", "casenumber", "filenumber",
    "receiptnumber", "numeroa", "firstname", "lastname", "fullname", "middlename",
  ]

  private static let words: Set<String> = [
    "name", "names", "surname", "forename", "nickname", "alias", "initials", "email", "mail",
    "phone", "telephone", "tel", "mobile", "cell", "cellphone", "whatsapp", "fax", "passport",
    "ssn", "itin", "i94", "sevis", "address", "street", "zip", "zipcode", "postcode", "birth",
    "birthday", "birthdate", "dob", "born", "alien", "ano", "anum", "uscis", "receipt", "visano",
    "id", "ids", "identity", "identifier", "identification", "contact", "case", "file", "person",
    "client", "username", "user", "facebook", "instagram", "telegram", "photo", "signature",
    "fingerprint", "fingerprints", "biometrics", "gps", "latitude", "longitude", "mother", "father",
    "spouse", "nombre", "nombres", "apellido", "apellidos", "apodo", "iniciales", "correo",
    "telefono", "movil", "celular", "pasaporte", "direccion", "domicilio", "calle", "nacimiento",
    "cumpleanos", "cedula", "dni", "nie", "nit", "nss", "rfc", "curp", "cpf", "rut", "run", "ine",
    "ppt", "cpp", "documento", "identidad", "identificacion", "contacto", "expediente", "persona",
    "cliente", "usuario", "foto", "firma", "huella", "huellas", "madre", "padre", "conyuge",
  ]
}
