package io.keystile.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/** A thread that issues, suspends, resumes, rotates and revokes keys of its own, through all nodes in turn. */
final class Changer {
    private final List<NodeLine> lines;
    private final Verifiers verifiers;
    private final LongAdder changes;
    private final List<Slot> slots = new ArrayList<>();

    /** A credential; its key is replaced by each rotation. */
    private static final class Slot {
        private String id = "";
        private KeyHistory key;
        private boolean suspended;

        private Slot(IssuedLine issued, long begun) {
            this.id = issued.id();
            this.key = KeyHistory.issued(issued.key(), begun);
        }
    }

    Changer(List<NodeLine> lines, Verifiers verifiers, LongAdder changes) {
        this.lines = lines;
        this.verifiers = verifiers;
        this.changes = changes;
    }

    /** Its keys, as they are now. */
    List<KeyHistory> keys() {
        return slots.stream().map(slot -> slot.key).toList();
    }

    void fill(int credentials) {
        for (int i = 0; i < credentials; i++) {
            slots.add(issued());
        }
    }

    private NodeLine line() {
        return lines.get(ThreadLocalRandom.current().nextInt(lines.size()));
    }

    private Slot issued() {
        long begun = Clock.now();
        Slot slot = new Slot(line().issue(), begun);
        changes.increment();
        verifiers.ask(slot.key);
        return slot;
    }

    /** One change. */
    void change() {
        int at = ThreadLocalRandom.current().nextInt(slots.size());
        Slot slot = slots.get(at);
        int dice = ThreadLocalRandom.current().nextInt(10);
        if (slot.suspended) {
            step(slot, "resume", true);
            slot.suspended = false;
        } else if (dice < 3) {
            step(slot, "suspend", false);
            slot.suspended = true;
        } else if (dice < 6) {
            rotate(slot);
        } else {
            step(slot, "revoke", false);
            verifiers.retire(slot.key);
            slots.set(at, issued());
        }
    }

    private void step(Slot slot, String step, boolean valid) {
        slot.key.begin(valid);
        line().ask(step + " " + slot.id);
        slot.key.done();
        changes.increment();
    }

    private void rotate(Slot slot) {
        KeyHistory before = slot.key;
        before.begin(false);
        long begun = Clock.now();
        IssuedLine next = IssuedLine.of(line().ask("rotate " + slot.id));
        before.done();
        changes.increment();
        verifiers.retire(before);
        slot.key = KeyHistory.issued(next.key(), begun);
        verifiers.ask(slot.key);
    }
}
