import Claims
import Periods
import Testing

/// Series that came later: Frontex's detections, regular entries and exits, deaths on every route of the world.
/// Expected figures are sums over the published tables, by Python: Frontex 381,319 in 2023 and 54,628 in
/// September 2023; Colombia 57,838 regular entries and 58,414 exits of Venezuelans in March 2025.
@Suite struct OtherBordersTests {
  @Test(arguments: [
    (
      "381,319",
      "Frontex detected 381,319 irregular crossings of the EU's external borders in 2023."
    ),
    (
      "381.319",
      "En 2023 se detectaron 381.319 cruces irregulares en las fronteras exteriores de la Unión Europea."
    ),
    (
      "54,628",
      "In September 2023 Frontex counted 54,628 illegal border crossings at the EU's external borders."
    ),
    ("57,838", "Colombia recorded 57,838 regular entries of Venezuelans in March 2025."),
    ("58.414", "Colombia registró 58.414 salidas regulares de venezolanos en marzo de 2025."),
  ])
  func whatIsCountedIsSupported(_ number: String, _ text: String) throws {
    let claim = try ClaimsFixture.claim(number, in: text, "2025-07-10")
    #expect(claim.verdict == .supported, "\(claim.explanation)")
  }

  @Test(arguments: [
    (
      "318,319",
      "Frontex detected 318,319 irregular crossings of the EU's external borders in 2023."
    ),
    ("75,838", "Colombia recorded 75,838 regular entries of Venezuelans in March 2025."),
  ])
  func swappedDigitsAreSeen(_ number: String, _ text: String) throws {
    #expect(try ClaimsFixture.claim(number, in: text, "2025-07-10").verdict == .slip)
  }

  /// Frontex's routes are not IOM's, nor the whole border; the world is not the Americas.
  @Test(arguments: [
    (
      "157,652",
      "Frontex counted 157,652 irregular crossings on the Central Mediterranean route in 2023."
    ),
    ("8,565", "At least 8,565 people died on migration routes worldwide in 2023."),
    ("8.565", "Al menos 8.565 personas murieron en rutas migratorias de todo el mundo en 2023."),
    ("2.500", "Más de 2.500 personas murieron en el Mediterráneo en 2023."),
  ])
  func whatIsAnotherThingIsNotAccused(_ number: String, _ text: String) throws {
    let verdict = try ClaimsFixture.claim(number, in: text, "2025-07-10").verdict
    #expect(verdict != .off && verdict != .slip, "\(verdict)")
  }
}
