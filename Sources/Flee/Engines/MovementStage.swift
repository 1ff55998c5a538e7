/// The stages of a day of FLEE's model, in their order. Both engines run the whole list, and the
/// process overview of `docs/model.md` describes the stages under these names.
package enum MovementStage: String, CaseIterable, Sendable {
  case changes = "Changes"
  case spawning = "Spawning"
  case closures = "Closures"
  case weights = "Weights"
  case leaving = "Leaving"
  case travelling = "Travelling"
  case ending = "Ending"
}
