/**
 * What the doctor asks NetBox and Redis; nobody's API. Start at
 * {@link io.github.pocstate.netbox.internal.doctor.NetBoxCheckup}.
 */
@NullMarked
package io.github.pocstate.netbox.internal.doctor;

import org.jspecify.annotations.NullMarked;
