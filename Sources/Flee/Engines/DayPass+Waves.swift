import Sampling

/// The stages *Leaving* and *Travelling* in waves of people.
///
/// Whether a person leaves, by which road, and whether they arrive with time left cannot be predicted, and a
/// processor that guesses wrong loses more time than all the arithmetic takes. So the people of a wave
/// take each step together, in loops without branches: whoever goes on is written to the list of the
/// next round, and everybody's place in that list moves on by one or by none.
///
/// The result is that of one person after the other, to the bit. The random numbers are the same. Only the
/// rooms of camps depend on the people before: the decisions of a wave are made with the rooms as
/// they were before it, and at its end, in the order of the people, those whose rooms have changed since are
/// made again. Where a choice would be another, the person is moved anew on their own.
extension DayPass {
  /// Whether all rules that are in force can be followed in waves: not those that need more random numbers
  /// on the way, lead over several roads or write a log.
  static func canUseWaves(_ world: World, isLogged: Bool) -> Bool {
    !isLogged && !world.roadWalk.array.contains { $0 > 0 }
      && world.table.routes.array.allSatisfy { $0.length == 1 }
  }

  // MARK: Leaving

  /// Everybody at a place decides whether to leave, and by which route.
  ///
  /// - Returns: who travels today, as positions in the wave's travellers.
  func leaveInWaves(_ wave: WaveBuffers) -> Range<Int> {
    let first = wave.travellers.count
    var count = 0
    activePeople.visit(people) { person in
      let at = motions[person].at
      if at >= 0 {
        if !hasOffers[Int(at)], chances[Int(at)] >= DayPass.dailyChance {
          // They stay until a road opens, and need not be looked at.
          activePeople.rest(person)
          leavesOn[person] = Int32.max
          return
        }
      } else if at == Motion.gone {
        activePeople.rest(person)
        return
      }
      wave.people[count] = Int32(truncatingIfNeeded: person)
      count &+= 1
      if count == WaveBuffers.size {
        leave(wave, count)
        count = 0
      }
    }
    leave(wave, count)
    return first..<wave.travellers.count
  }

  private func leave(_ wave: WaveBuffers, _ count: Int) {
    guard count > 0 else { return }
    var atPlaces = 0
    for index in 0..<count {
      wave.spares[index] = WaveBuffers.noSpare
      wave.going[atPlaces] = Int32(truncatingIfNeeded: index)
      atPlaces &+= one(motions[Int(wave.people[index])].at >= 0)
    }
    drawBlocks(wave, wave.going, atPlaces, 0)
    var deciding = 0
    for position in 0..<atPlaces {
      let place = Int(motions[Int(wave.people[Int(wave.going[position])])].at)
      let chance = chances[place]
      wave.next[deciding] = Int32(truncatingIfNeeded: position)
      deciding &+= one(chance < DayPass.dailyChance) | one(wave.leaving[position] < chance)
    }
    for decider in 0..<deciding {
      let position = Int(wave.next[decider])
      let person = Int(wave.people[Int(wave.going[position])])
      let motion = motions + person
      let place = Int(motion.pointee.at)
      let chance = chances[place]
      if chance < DayPass.dailyChance,
        !leavesToday(person, at: place, chance, wave.leaving[position])
      {
        continue
      }
      let traitClass = hasClasses ? Int(classes[person]) : 0
      let road = choices[traitClass].road(
        from: place, wave.choosing[position], room: occupancy.room)
      guard road >= 0 else { continue }
      occupancy.change(place, by: -1)
      motion.pointee.at = -1 &- road
      motion.pointee.closings = roadClosings[Int(road)]
      motion.pointee.distanceOnRoad = 0
    }
    // Who is on a road now travels today, in the same order.
    var travellers = wave.travellers.count
    wave.travellers.append(0, times: count)
    wave.travellersSpares.append(0, times: count)
    let list = wave.travellers.base
    let spares = wave.travellersSpares.base
    for index in 0..<count {
      let person = wave.people[index]
      list[travellers] = person
      spares[travellers] = wave.spares[index]
      travellers &+= one(motions[Int(person)].at < 0)
    }
    wave.travellers.shorten(to: travellers)
    wave.travellersSpares.shorten(to: travellers)
  }

  // MARK: Travelling

  /// Everybody on a road travels.
  ///
  /// - Parameter travellers: what ``leaveInWaves(_:)`` has returned.
  func travelInWaves(_ wave: WaveBuffers, _ travellers: Range<Int>) {
    for first in stride(
      from: travellers.lowerBound, to: travellers.upperBound, by: WaveBuffers.size)
    {
      let count = min(WaveBuffers.size, travellers.upperBound - first)
      wave.people.update(from: wave.travellers.base + first, count: count)
      wave.spares.update(from: wave.travellersSpares.base + first, count: count)
      travel(wave, count)
    }
  }

  private func travel(_ wave: WaveBuffers, _ count: Int) {
    let changes = world.roomChanges
    var going = travelFirstRoad(wave, count)
    var hop = 0
    while going > 0 {
      drawAgain(wave, going, hop)
      going = decideAgain(wave, going)
      hop += 1
    }
    finish(wave, count, changes)
  }

  /// Moves everybody along the road they are on.
  ///
  /// - Returns: how many have arrived with time left; they are in the list of those who go on.
  @inline(__always)
  private func travelFirstRoad(_ wave: WaveBuffers, _ count: Int) -> Int {
    var going = 0
    for index in 0..<count {
      let motion = motions[Int(wave.people[index])]
      let road = -1 - Int(motion.at)
      let isOnFoot = one(startsOnFoot) & one(!motion.hasArrived) == 1
      let speed = isOnFoot ? maxWalkSpeed : roadSpeed[road]
      let distance = roadDistance[road]
      let covered = motion.distanceOnRoad + speed
      let arrives = covered > distance
      let turnsBack = motion.closings != roadClosings[road]
      let moved = speed + (arrives ? distance - covered : 0)
      let place = turnsBack ? roadFrom[road] : roadTo[road]
      wave.at[index] = arrives ? place : motion.at
      wave.distance[index] = covered
      wave.moved[index] = moved
      wave.before[index] = recentTravel(motion)
      wave.decided[index] = 0
      wave.going[going] = Int32(index)
      going &+= one(arrives) & one(!turnsBack) & one(moved < speed)
    }
    return going
  }

  /// A further decision of the day by those who go on, and the road that it leads them on.
  ///
  /// - Returns: how many have arrived with time left again.
  @inline(__always)
  private func decideAgain(_ wave: WaveBuffers, _ count: Int) -> Int {
    let (goingList, nextList) = (wave.going, wave.next)
    let (leaving, choosing) = (wave.leaving, wave.choosing)
    let (at, moved, before) = (wave.at, wave.moved, wave.before)
    var deciding = 0
    for position in 0..<count {
      let index = Int(goingList[position])
      let place = Int(at[index])
      let recent = before[index] + moved[index] / maxMoveSpeed
      nextList[deciding] = Int32(truncatingIfNeeded: position)
      // Both are worked out: a branch would be a guess.
      let isDriven = one(recent < drivenBelow[place])
      let leaves = one(leaving[position] < chances[place])
      deciding &+= isDriven | leaves
    }
    var going = 0
    for position in 0..<deciding {
      let drawn = Int(nextList[position])
      let index = Int(goingList[drawn])
      let place = Int(at[index])
      let unit = choosing[drawn]
      let traitClass = hasClasses ? Int(classes[Int(wave.people[index])]) : 0
      let chosen = choices[traitClass].road(from: place, unit, room: occupancy.room)
      let decided = Int(wave.decided[index])
      wave.choices[index &* WaveBuffers.most &+ decided] = WaveBuffers.Choice(
        place: Int32(truncatingIfNeeded: place), road: chosen, unit: unit,
        version: weightsVersion[place])
      wave.decided[index] = Int32(truncatingIfNeeded: decided &+ 1)
      let stays = chosen < 0
      let road = stays ? 0 : Int(chosen)
      let speed = roadSpeed[road]
      let distance = roadDistance[road]
      let arrives = speed > distance
      let movedBefore = moved[index]
      let movedNow = movedBefore + speed + (arrives ? distance - speed : 0)
      let there = arrives ? roadTo[road] : -1 &- Int32(truncatingIfNeeded: road)
      at[index] = stays ? Int32(truncatingIfNeeded: place) : there
      moved[index] = stays ? movedBefore : movedNow
      wave.distance[index] = speed
      // Written at or before the position that is read.
      goingList[going] = Int32(truncatingIfNeeded: index)
      let goesOn = one(!stays) & one(arrives) & one(movedNow < speed)
      going &+= goesOn & one(decided &+ 1 < WaveBuffers.most)
    }
    return going
  }

  /// Puts everybody where they have come to, in their order.
  ///
  /// - Parameter changes: how often rooms had changed before the wave.
  @inline(__always)
  private func finish(_ wave: WaveBuffers, _ count: Int, _ changes: Int) {
    for index in 0..<count {
      let person = Int(wave.people[index])
      let decided = Int(wave.decided[index])
      if decided == WaveBuffers.most || (world.roomChanges != changes && !isValid(wave, index)) {
        travel(person, &motions[person], nil)
        continue
      }
      let at = wave.at[index]
      let motion = motions + person
      motion.pointee.at = at
      motion.pointee.distanceOnRoad = wave.distance[index]
      motion.pointee.recentTravel = (wave.before[index] + wave.moved[index] / maxMoveSpeed) / 2
      motion.pointee.recentDay = Int32(day + 1)
      if at >= 0 {
        motion.pointee.hasArrived = true
        occupancy.change(Int(at), by: 1)
      } else if decided > 0 {
        motion.pointee.hasArrived = true
        motion.pointee.closings = roadClosings[-1 - Int(at)]
      }
    }
  }

  /// Whether a person would choose the same roads with the rooms as they are now.
  private func isValid(_ wave: WaveBuffers, _ index: Int) -> Bool {
    for decided in 0..<Int(wave.decided[index]) {
      let choice = wave.choices[index * WaveBuffers.most + decided]
      let place = Int(choice.place)
      guard weightsVersion[place] != choice.version else { continue }
      let traitClass = hasClasses ? Int(classes[Int(wave.people[index])]) : 0
      let road = choices[traitClass].choose(from: place, choice.unit, room: occupancy.room).road
      if road != choice.road { return false }
    }
    return true
  }

  // MARK: Random numbers

  /// The numbers for a further decision: two to a block, the first of all with that of leaving.
  @inline(__always)
  private func drawAgain(_ wave: WaveBuffers, _ count: Int, _ hop: Int) {
    if hop & 1 == 1 { return drawBlocks(wave, wave.going, count, UInt32(hop + 1) / 2) }
    if hop == 0 {
      // Those who were on a road this morning have not drawn yet.
      var late = 0
      for position in 0..<count {
        let index = wave.going[position]
        wave.next[late] = index
        late &+= one(wave.spares[Int(index)] == WaveBuffers.noSpare)
      }
      drawBlocks(wave, wave.next, late, 0)
    }
    for position in 0..<count {
      let words = wave.spares[Int(wave.going[position])]
      wave.leaving[position] = CounterRandom.unit(UInt32(truncatingIfNeeded: words >> 32))
      wave.choosing[position] = CounterRandom.unit(UInt32(truncatingIfNeeded: words))
    }
  }

  /// Blocks of random words of the people of a list, two at once: the first half for this decision, the second for
  /// the next.
  @inline(__always)
  private func drawBlocks(
    _ wave: WaveBuffers, _ going: UnsafeMutablePointer<Int32>, _ count: Int, _ block: UInt32
  ) {
    let (day, purpose) = (UInt32(truncatingIfNeeded: day), CounterRandom.Purpose.deciding + block)
    let (people, spares) = (wave.people, wave.spares)
    let (leaving, choosing) = (wave.leaving, wave.choosing)
    let offset = UInt64(offset)
    for position in stride(from: 0, to: count, by: 2) {
      // The last of an odd number is drawn twice, beside the others.
      let (first, second) = (Int(going[position]), Int(going[min(position &+ 1, count &- 1)]))
      let words = random.blocks(
        SIMD2(
          UInt64(UInt32(bitPattern: people[first])) &+ offset,
          UInt64(UInt32(bitPattern: people[second])) &+ offset),
        day, purpose)
      for lane in 0..<2 {
        leaving[position &+ lane] = CounterRandom.unit(UInt32(truncatingIfNeeded: words.0[lane]))
        choosing[position &+ lane] = CounterRandom.unit(UInt32(truncatingIfNeeded: words.1[lane]))
      }
      let rest = (words.2 &<< SIMD2(repeating: 32)) | words.3
      spares[first] = rest[0]
      spares[second] = rest[1]
    }
  }
}

/// 1 for true. The compiler makes a branch of a choice between 1 and 0 when it thinks that one is rare.
@inline(__always)
private func one(_ value: Bool) -> Int { Int(unsafeBitCast(value, to: UInt8.self)) }
