/** What the phases do to a lab, by integration tests; start at {@link io.github.pocstate.examples.phases.LabUnderTest}. */
package io.github.pocstate.examples.phases;
