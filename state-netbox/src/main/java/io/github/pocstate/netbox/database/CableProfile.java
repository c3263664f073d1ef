package io.github.pocstate.netbox.database;

/** Where the strands of a cable come out (NetBox {@code dcim/cable_profiles.py}, 4.5 and later). */
enum CableProfile {
    /** At the same connector and position. */
    STRAIGHT {
        @Override
        Strand far(String side, Strand near) {
            return near;
        }
    },
    /** Connector and position are exchanged: one connector fans out. */
    FAN {
        @Override
        Strand far(String side, Strand near) {
            return new Strand(/* connector= */ near.position, /* position= */ near.connector);
        }
    },
    /** {@code trunk-2c4p-shuffle}: two positions of each connector go to either connector. */
    SHUFFLE {
        @Override
        Strand far(String side, Strand near) {
            int pair = (near.position + 1) / 2;
            return new Strand(pair, near.position - 2 * pair + 2 * near.connector);
        }
    },
    /** {@code breakout-2c4p-8c1p-shuffle}: as the shuffle, each strand at a connector of its own on side B. */
    FANNED_SHUFFLE {
        @Override
        Strand far(String side, Strand near) {
            if (side.equals("A")) {
                Strand shuffled = SHUFFLE.far(side, near);
                return new Strand((shuffled.connector - 1) * 4 + shuffled.position, 1);
            }
            return SHUFFLE.far(side, new Strand((near.connector + 3) / 4, (near.connector - 1) % 4 + 1));
        }
    };

    /** One strand at one end of a cable. */
    record Strand(int connector, int position) {}

    static CableProfile of(String name) {
        return switch (name) {
            case "trunk-2c4p-shuffle" -> SHUFFLE;
            case "breakout-2c4p-8c1p-shuffle" -> FANNED_SHUFFLE;
            case "trunk-4c4p-shuffle" -> FAN;
            default -> name.startsWith("breakout-") ? FAN : STRAIGHT;
        };
    }

    /** Where a strand of a side comes out at the other. */
    abstract Strand far(String side, Strand near);
}
