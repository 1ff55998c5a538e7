import Flee
import Testing

/// Settings by name. Expected values: the file that FLEE's validation sweep uses, given beside its instances.
@Suite(.enabled(if: Shared.folder != nil))
struct ShippedSettingsTests {
  private func settings(_ given: String) throws -> MovementSettings {
    let folder = try #require(Shared.folder) + "/flee-instances/"
    let path = given.hasSuffix(".yml") ? folder + given : given
    return try FleeInstanceReader.read(folder + "mali2012", settings: path).settings
  }

  @Test
  func fleeIsThePublishedSetting() throws {
    #expect(try settings("flee") == settings("simsetting.yml"))
  }

  /// What was not looked for is as published.
  @Test
  func trochaDiffersInWhatWasLookedForAlone() throws {
    var found = try settings("trocha")
    let published = try settings("simsetting.yml")
    #expect(found != published)
    for (key, value) in [
      ("max_move_speed", 400), ("conflict_movechance", 1), ("default_movechance", 0.5),
      ("camp_movechance", 0.001), ("camp_weight", 1), ("conflict_weight", 0.25),
      ("foreign_weight", 1), ("softening", 50), ("distance_power", 0.75), ("awareness_level", 1),
      ("weight_power", 1), ("weight_softening", 0), ("capacity_scaling", 1.25),
      ("conflict_spawn_decay_interval", 30),
    ] {
      let isSet = found.set(key, to: value)
      #expect(isSet)
    }
    #expect(found == published)
  }
}
