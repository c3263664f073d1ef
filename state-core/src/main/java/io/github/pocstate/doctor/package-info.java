/** What is right with a lab and what is not; start at {@link io.github.pocstate.doctor.Diagnosis}. */
@NullMarked
package io.github.pocstate.doctor;

import org.jspecify.annotations.NullMarked;
