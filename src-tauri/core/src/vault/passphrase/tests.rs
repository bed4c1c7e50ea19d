use std::time::Duration;

use uuid::Uuid;

use super::*;

const CHEAP: Cost = Effort::CHEAP.floor;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_derivation_gives_the_known_answers() {
    // From the test program of the reference implementation (phc-winner-argon2, `src/test.c`), Argon2id version 19.
    for (passes, memory_kib, lanes, secret, salt, answer) in [
        (
            2,
            65536,
            1,
            "password",
            "somesalt",
            "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
        ),
        (
            2,
            256,
            1,
            "password",
            "somesalt",
            "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
        ),
        (
            2,
            256,
            2,
            "password",
            "somesalt",
            "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
        ),
        (
            2,
            65536,
            1,
            "differentpassword",
            "somesalt",
            "0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde",
        ),
        (
            2,
            65536,
            1,
            "password",
            "diffsalt",
            "bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c",
        ),
        // Made with that implementation through argon2-cffi, at the floor.
        (
            3,
            65536,
            4,
            "열 글자가 넘는 암호",
            "keywrightkeywrig",
            "49597a5cfbe4cb71debb9a5222f0747c7961725cafe1f120e6b403a8d9df66f6",
        ),
    ] {
        let cost = Cost {
            memory_kib,
            passes,
            lanes,
        };
        let key = derive(secret.as_bytes(), salt.as_bytes(), cost).unwrap();
        assert_eq!(hex(key.as_ref()), answer, "{secret} {salt} {cost:?}");
    }
}

#[test]
fn costs_below_the_floor_or_beyond_reason_are_refused() {
    let floor = Cost::FLOOR;
    assert!(floor.memory_kib >= 64 * 1024 && floor.passes >= 3 && floor.lanes == 4);
    floor.check(floor).unwrap();
    for (memory_kib, passes, lanes) in [
        (64 * 1024 - 1, 3, 4),
        (64 * 1024, 2, 4),
        (64 * 1024, 3, 1),
        (64 * 1024, 3, 5),
        (0, 0, 0),
        (1024 * 1024 + 1, 3, 4),
        (64 * 1024, 257, 4),
        (u32::MAX, u32::MAX, u32::MAX),
    ] {
        let cost = Cost {
            memory_kib,
            passes,
            lanes,
        };
        assert_eq!(
            cost.check(floor).unwrap_err().code,
            ErrorCode::DataDamaged,
            "{cost:?}"
        );
    }
}

#[test]
fn a_slot_made_below_the_floor_stays_shut_whatever_the_file_says() {
    let key = DataKey::random().unwrap();
    let vault = Uuid::new_v4();
    let slot = SlotRow::lock(&key, vault, Slot::Passphrase, b"made-up", CHEAP).unwrap();
    slot.unlock(vault, b"made-up", CHEAP).unwrap();
    let error = slot.unlock(vault, b"made-up", Cost::FLOOR).err().unwrap();
    assert_eq!(error.code, ErrorCode::DataDamaged);
}

#[test]
fn tuning_takes_memory_first_and_ends_where_a_try_takes_long_enough() {
    // A computer that writes so many KiB in a millisecond.
    for speed in [20, 200, 900, 5_000, 60_000_u64] {
        let mut tries = 0;
        let cost = Effort::REAL
            .tuned(|cost| {
                tries += 1;
                let work = u64::from(cost.memory_kib) * u64::from(cost.passes);
                Ok(Duration::from_millis(work / speed))
            })
            .unwrap();
        cost.check(Cost::FLOOR).unwrap();
        let work = u64::from(cost.memory_kib) * u64::from(cost.passes);
        let most = cost.dearer(Duration::from_millis(1), Duration::from_secs(1));
        assert!(
            work / speed >= 500 || most.check(Cost::FLOOR).is_err(),
            "{speed} {cost:?}"
        );
        assert!(tries < 20, "{tries}");
        assert!(cost.passes == 3 || cost.memory_kib == 256 * 1024);
    }
}

#[test]
fn one_try_on_this_computer_takes_half_a_second_at_the_tuned_cost() {
    let time = |cost| -> Result<Duration> {
        let begun = std::time::Instant::now();
        derive(b"made-up", &[0; SALT], cost)?;
        Ok(begun.elapsed())
    };
    let mut last = Duration::ZERO;
    Effort::REAL
        .tuned(|cost| {
            last = time(cost)?;
            Ok(last)
        })
        .unwrap();
    assert!(last >= Duration::from_millis(500), "{last:?}");
}

#[test]
fn every_bit_of_a_slot_counts() {
    let key = DataKey::random().unwrap();
    let vault = Uuid::new_v4();
    let slot = SlotRow::lock(&key, vault, Slot::Passphrase, b"made-up", CHEAP).unwrap();
    assert!(slot.unlock(vault, b"made-up", CHEAP).is_ok());
    let refused = |slot: &SlotRow, what: &str| {
        assert!(slot.unlock(vault, b"made-up", CHEAP).is_err(), "{what}");
    };
    for bit in 0..slot.sealed.len() * 8 {
        let mut other = slot.clone();
        other.sealed[bit / 8] ^= 1 << (bit % 8);
        refused(&other, &format!("sealed {bit}"));
    }
    for bit in 0..SALT * 8 {
        let mut other = slot.clone();
        other.salt[bit / 8] ^= 1 << (bit % 8);
        refused(&other, &format!("salt {bit}"));
    }
    // All that is cheap enough to try; the rest is refused before that.
    for bit in 0..32 {
        for part in 0..3 {
            let mut other = slot.clone();
            let number = match part {
                0 => &mut other.cost.memory_kib,
                1 => &mut other.cost.passes,
                _ => &mut other.cost.lanes,
            };
            *number ^= 1 << bit;
            if other.cost.memory_kib <= 4096 && other.cost.passes <= 64 {
                refused(&other, &format!("cost {part} {bit}"));
            }
        }
    }
    let mut other = slot.clone();
    other.slot = Slot::Recovery;
    refused(&other, "the kind of slot");
    other = slot.clone();
    other.sealed.pop();
    refused(&other, "a shorter text");
    assert!(slot.unlock(Uuid::new_v4(), b"made-up", CHEAP).is_err());
    assert!(slot.unlock(vault, b"made-uq", CHEAP).is_err());
}

#[test]
fn every_bit_of_a_sealed_secret_counts() {
    let key = DataKey::random().unwrap();
    let (vault, item) = (Uuid::new_v4(), Uuid::new_v4());
    let sealed = key.seal(vault, item, 7, b"made-up").unwrap();
    assert!(!sealed.windows(7).any(|w| w == b"made-up"));
    assert_eq!(
        key.open(vault, item, 7, &sealed).unwrap().as_slice(),
        b"made-up"
    );
    for bit in 0..sealed.len() * 8 {
        let mut flipped = sealed.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let error = key.open(vault, item, 7, &flipped).unwrap_err();
        assert_eq!(error.code, ErrorCode::SecretAltered, "bit {bit}");
    }
    for bit in 0..63 {
        assert!(key.open(vault, item, 7 ^ (1 << bit), &sealed).is_err());
    }
    for bit in 0..128 {
        let flip = |id: Uuid| Uuid::from_u128(id.as_u128() ^ (1 << bit));
        assert!(key.open(vault, flip(item), 7, &sealed).is_err());
        assert!(key.open(flip(vault), item, 7, &sealed).is_err());
    }
    assert!(key.open(vault, item, 7, b"short").is_err());
    assert!(
        DataKey::random()
            .unwrap()
            .open(vault, item, 7, &sealed)
            .is_err()
    );
}

#[test]
fn korean_typed_in_parts_is_the_same_passphrase() {
    let (whole, parts) = (
        "한글 암호",
        "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af} \u{110b}\u{1161}\u{11b7}\u{1112}\u{1169}",
    );
    assert_ne!(whole, parts);
    assert_eq!(composed(whole), composed(parts));
}

#[test]
fn a_new_passphrase_is_long_enough_and_not_one_letter() {
    for (passphrase, problem) in [
        ("", Some(FieldProblem::TooShort)),
        ("ninechars", Some(FieldProblem::TooShort)),
        ("tencharsss", None),
        ("고양이밥", Some(FieldProblem::TooShort)),
        ("고양이밥줘", None),
        ("aaaaaaaaaaaaaa", Some(FieldProblem::Guessable)),
        ("abcabcabcabc", Some(FieldProblem::Guessable)),
        (&"긴 암호".repeat(200), Some(FieldProblem::TooLong)),
    ] {
        let result = check_new(&composed(passphrase));
        assert_eq!(result.err().and_then(|error| error.problem), problem);
    }
}
