#include "CRecurSIMD.h"
