package dev.ksef.sync.planted.room;

/** Keeps PACKAGES_ARE_SMALL together with the other classes of this file: what is nested does not count. */
interface Room {
    interface Nested {}
}

interface Room02 {}

interface Room03 {}

interface Room04 {}

interface Room05 {}

interface Room06 {}

interface Room07 {}

interface Room08 {}

interface Room09 {}

interface Room10 {}

interface Room11 {}

interface Room12 {}

interface Room13 {}

interface Room14 {}

interface Room15 {}

interface Room16 {}

interface Room17 {}

interface Room18 {}

interface Room19 {}

interface Room20 {}

interface Room21 {}

interface Room22 {}

interface Room23 {}

interface Room24 {}

interface Room25 {}

interface Room26 {}

interface Room27 {}

interface Room28 {}

interface Room29 {}

interface Room30 {}
