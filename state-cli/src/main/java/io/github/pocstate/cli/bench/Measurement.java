package io.github.pocstate.cli.bench;

import java.time.Duration;
import java.util.Optional;

/**
 * One restore, measured from the moment it was asked for.
 *
 * @param call until the call came back
 * @param database what the way itself counts as its work on the database
 * @param right until NetBox answered rightly, and went on to do so
 * @param rows how many rows differed
 * @param requests how many requests the reading client sent meanwhile
 * @param failed how many of them failed
 */
record Measurement(Duration call, Optional<Duration> database, Duration right, long rows, int requests, int failed) {}
