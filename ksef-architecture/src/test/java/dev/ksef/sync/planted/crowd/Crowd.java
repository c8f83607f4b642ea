package dev.ksef.sync.planted.crowd;

/** Breaks PACKAGES_ARE_SMALL together with the other classes of this file, by one. */
interface Crowd {
    interface Nested {}
}

interface Crowd02 {}

interface Crowd03 {}

interface Crowd04 {}

interface Crowd05 {}

interface Crowd06 {}

interface Crowd07 {}

interface Crowd08 {}

interface Crowd09 {}

interface Crowd10 {}

interface Crowd11 {}

interface Crowd12 {}

interface Crowd13 {}

interface Crowd14 {}

interface Crowd15 {}

interface Crowd16 {}

interface Crowd17 {}

interface Crowd18 {}

interface Crowd19 {}

interface Crowd20 {}

interface Crowd21 {}

interface Crowd22 {}

interface Crowd23 {}

interface Crowd24 {}

interface Crowd25 {}

interface Crowd26 {}

interface Crowd27 {}

interface Crowd28 {}

interface Crowd29 {}

interface Crowd30 {}

interface Crowd31 {}
