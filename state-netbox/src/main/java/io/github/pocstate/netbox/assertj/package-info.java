/** AssertJ assertions on a lab; start at {@link io.github.pocstate.netbox.assertj.PocStateAssertions}. */
@NullMarked
package io.github.pocstate.netbox.assertj;

import org.jspecify.annotations.NullMarked;
